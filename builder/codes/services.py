"""Codes of directories of services."""


def json_syntax() -> None:
    """A directory in HSDS is JSON.

    A file cut short by a broken download would leave out the services at its end without a word.

    Fix: fetch the file again; the place named is where it stops being JSON.
    """


def service_left_out() -> None:
    """Services that their directory calls inactive are not imported.

    A leaflet that sends people to a closed door loses them.

    Fix: nothing needs to be done; if the service is open, have the directory corrected.
    """


def incomplete_service() -> None:
    """A service says how to reach it, when it is open, and where, in at most three lines.

    A reader with no data, no credit or little time needs the phone and the hours on the paper.

    Fix: add what is lacking; join address lines with a comma.
    """


def unchecked_service() -> None:
    """Somebody has checked the details of a service within the last 180 days.

    Vans move, hours change, numbers are given up; the sheet goes on saying what it said.

    Fix: call the service, then write the day into `checked-on`.
    """
