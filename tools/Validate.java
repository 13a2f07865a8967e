import java.io.File;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.flavours.PDFAFlavour.Specification;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds PDFs against the standards that they claim, with veraPDF. Run by tools/validate.py.
 *
 * <p>Reads names of files with NUL between them. Of each it writes lines, their fields parted by tabs: `claims` and the
 * profiles; `breaks`, the profile, the clause, how often, what is wrong and where first; `unread` and why; then `done`.
 */
public final class Validate {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final Map<PDFAFlavour, ValidationProfile> PROFILES = new EnumMap<>(PDFAFlavour.class);

    /** Profiles that are named here are what every file is held against, whatever it claims. */
    public static void main(String[] named) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Set<PDFAFlavour> asked = EnumSet.noneOf(PDFAFlavour.class);
        for (String each : named) asked.add(PDFAFlavour.byFlavourId(each));
        Scanner files = new Scanner(System.in, StandardCharsets.UTF_8).useDelimiter("\0");
        while (files.hasNext()) {
            try {
                validate(new File(files.next()), asked);
            } catch (Exception | StackOverflowError | OutOfMemoryError fault) {
                tell("unread", fault.toString());
            }
            tell("done");
        }
    }

    private static void validate(File file, Set<PDFAFlavour> asked) throws Exception {
        Set<PDFAFlavour> claimed = EnumSet.noneOf(PDFAFlavour.class);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file)) {
            claimed.addAll(parser.getFlavours());
        }
        claimed.remove(PDFAFlavour.NO_FLAVOUR);
        tell("claims", claimed.stream().map(PDFAFlavour::getId).collect(Collectors.joining(" ")));
        for (PDFAFlavour each : asked.isEmpty() ? claimed : asked) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(file, each);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(profile(each), false)) {
                tellBroken(each, validator.validate(parser));
            }
        }
    }

    private static void tellBroken(PDFAFlavour flavour, ValidationResult result) {
        Map<String, Integer> often = new LinkedHashMap<>();
        Map<String, TestAssertion> first = new LinkedHashMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() == TestAssertion.Status.PASSED) continue;
            String clause = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
            often.merge(clause, 1, Integer::sum);
            first.putIfAbsent(clause, each);
        }
        for (String clause : often.keySet()) {
            TestAssertion one = first.get(clause);
            String wrong = one.getErrorMessage() == null ? one.getMessage() : one.getErrorMessage();
            String times = often.get(clause).toString();
            tell("breaks", flavour.getId(), clause, times, wrong, one.getLocation().getContext());
        }
        if (often.isEmpty() && !result.isCompliant()) tell("unread", "veraPDF gave up: " + result.getJobEndStatus());
    }

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        ValidationProfile known = PROFILES.get(flavour);
        if (known != null) return known;
        Element xml;
        try (InputStream file = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + fileOf(flavour))) {
            if (file == null) throw new IllegalStateException("veraPDF has no rules for " + flavour.getId());
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element each : inside(xml, "rule")) rules.add(rule(each));
        Set<Variable> variables = new HashSet<>();
        for (Element each : inside(xml, "variable")) {
            String object = each.getAttribute("object");
            variables.add(Profiles.variableFromValues(
                    each.getAttribute("name"), object, text(each, "defaultValue"), text(each, "value")));
        }
        ProfileDetails details = Profiles.profileDetailsFromValues("", "", "", new Date(0));
        ValidationProfile made = Profiles.profileFromValues(flavour, details, "", rules, variables);
        PROFILES.put(flavour, made);
        return made;
    }

    private static String fileOf(PDFAFlavour flavour) {
        if (flavour == PDFAFlavour.PDFUA_2) return "PDFUA-2-ISO32005.xml";
        return flavour.name().replaceFirst("_", "-").replace("_", "") + ".xml";
    }

    // veraPDF reads its rules with JAXB, which Java has not had since 11; so they are read by hand.
    private static Rule rule(Element xml) {
        Element id = inside(xml, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element each : inside(xml, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(each.getTextContent(), each.getAttribute("name"), null));
        }
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                xml.getAttribute("object"),
                xml.hasAttribute("deferred") ? Boolean.valueOf(xml.getAttribute("deferred")) : null,
                xml.hasAttribute("tags") ? xml.getAttribute("tags") : null,
                text(xml, "description"),
                text(xml, "test"),
                Profiles.errorFromValues(text(xml, "message"), arguments),
                List.of());
    }

    private static List<Element> inside(Element xml, String name) {
        NodeList found = xml.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int each = 0; each < found.getLength(); each++) all.add((Element) found.item(each));
        return all;
    }

    private static String text(Element xml, String name) {
        return inside(xml, name).get(0).getTextContent();
    }

    private static void tell(String... fields) {
        List<String> plain = new ArrayList<>();
        for (String each : fields) plain.add(each == null ? "" : each.replaceAll("\\s+", " "));
        OUT.println(String.join("\t", plain));
    }
}
