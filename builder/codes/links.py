"""Codes of following addresses on the web."""


def dead_link() -> None:
    """Every address leads to a page.

    A reader who follows a code or a link that leads nowhere does not try a second one.

    Fix: find where the page is now and who runs it; where it is gone, take another. A source that is gone has to be
    read elsewhere, or its claim rests on memory.
    """


def insecure_link() -> None:
    """Every address is reached over https, with a certificate that is trusted, on every step of the way.

    Without it, anybody on the same network can read along what the reader looks for, or put another page in its place.

    Fix: ask who runs the page to mend it, or print another.
    """


def domain_changed_hands() -> None:
    """The domain of an address still belongs to who ran it.

    Domains that run out are bought for their visitors: a help line's old address then sells pills, or asks for names.

    Fix: open it by hand and look who answers. If it is another, take the address out of every file at once, and call
    back the sheets that carry it.
    """


def moved_link() -> None:
    """An address is the one that the page has today.

    A redirect works until somebody tidies up; on paper the old address stays.

    Fix: write the address that is named, after you have looked at the page.
    """


def link_not_checked() -> None:
    """An address answers when a program asks for it.

    Some servers turn programs away, and some have a bad day. Nothing is known about the page then.

    Fix: open it by hand.
    """
