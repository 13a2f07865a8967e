"""Codes of orders."""


def unreadable_order() -> None:
    """An order is a table that can be read: CSV in any of Excel's forms, or a workbook (.xlsx).

    A row that is lost is a clinic without leaflets.

    Fix: save the list as .xlsx or as "CSV UTF-8" and run the command again.
    """


def workbook_parts() -> None:
    """What a workbook has to say stands in sight on its first sheet.

    Rows on a second sheet are not read: those clinics get nothing. Rows that somebody has hidden, or a filter hides,
    are read, and printed. A formula that no spreadsheet program has worked out reads as an empty cell.

    Fix: put all rows on one sheet, delete those that are not meant, and save the workbook in a spreadsheet program.
    """


def order_columns() -> None:
    """An order names its columns, and every row says service, leaflet, language, layout and copies.

    A column that is passed over, or a row that is half empty, is printed otherwise than it was meant, or not at all.

    Fix: name the columns in the row above the lines: service, leaflet, language, layout, copies; and, where they are
    wanted, region, theme, finish, note. Above them may stand reference, deliver-to, contact, due, services, sample,
    colour and spot, each with its value beside it.
    """


def order_copies() -> None:
    """The number of copies is a whole number.

    Spreadsheets turn numbers into other numbers, and a thousand boxes too many cannot be taken back.

    Fix: write it without decimals, and look at what the spreadsheet has made of it.
    """


def order_duplicate() -> None:
    """A sheet for a service stands in an order once.

    Twice is often a slip; if it is not, the copies are added up and nothing is wrong.

    Fix: take one of the rows out, or leave them.
    """


def lost_letters() -> None:
    """A service's name, address and hours are in the letters that they were written in.

    Spreadsheets that save Arabic, Khmer or Chinese as plain CSV write ??? in their place, and say nothing.

    Fix: open the spreadsheet where it is still right, and save it as .xlsx or as "CSV UTF-8".
    """


def ungrouped_phone() -> None:
    """A service's phone stands in groups, as people say and dial it.

    Ten digits in a row are misread and misdialed by people in a hurry; spreadsheets take the groups away.

    Fix: format the column as text and write the groups again.
    """


def order_draft() -> None:
    """Only editions that have been signed and checked are printed in thousands.

    A wrong dose in a draft is found by the person who signs it, or by nobody.

    Fix: have it signed (`leaflet approve`), or run the order with `--draft`: every face then says that it is a draft.
    """


def order_changed() -> None:
    """An order that has been run stays what it was.

    When a number turns out to be wrong, its list is how people know which boxes hold the old one.

    Fix: give the new list a reference of its own.
    """


def order_running() -> None:
    """One run at a time works on an order.

    Two would count the same sheets twice.

    Fix: wait until the other is done; if it was killed, the order is free again.
    """


def order_nothing() -> None:
    """There is an order that was begun and is not done; for a recall, one that has been run.

    Nothing to go on with, or nothing that has been handed out, may mean that this is not the folder of the orders.

    Fix: name the folder with `-o DIR`, or begin an order with `leaflet order run FILE`.
    """


def order_damaged() -> None:
    """What an order was begun with is still there: its plates are as they were compiled.

    Sheets from other plates would bear the same order's name, and nobody could tell them apart.

    Fix: give the list a new reference and run it again.
    """


def order_journal() -> None:
    """The journal of the orders can be opened.

    Without it nobody knows what has been printed for whom, so nothing is printed.

    Fix: see that the folder can be written and that `orders.db` in it is no other program's file.
    """


def order_papers() -> None:
    """Slips, labels and lists can be set.

    Boxes without a label go to the wrong clinic.

    Fix: mend the leaflets that `leaflet check` names.
    """


def struck_wrong() -> None:
    """A struck sheet, read back from its bytes, says what was meant: text, tags, links and codes.

    What a printer gets is the bytes, not what we meant.

    Fix: this is the builder's fault; report it with the service and the leaflet. The sheet is not written.
    """
