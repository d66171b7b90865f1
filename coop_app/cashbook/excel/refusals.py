"""Why a file is not taken in, and the limits it must keep."""

from coop_app.refusal import N_, Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_UNZIPPED = 80 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 40


class FileEmpty(Refused):
    """Nothing is in the file."""

    message = N_("The file is empty. Choose the Excel file of your cash book.")
    field = "file"


class FileTooLarge(Refused):
    """More than 10 MB, or far more once unpacked."""

    message = N_("The file is too large. Send a workbook of at most %(most)s MB without pictures.")
    field = "file"


class TooManyRows(Refused):
    """More rows than one book of a cooperative can have."""

    message = N_(
        "The sheet %(sheet)s has more than %(most)s rows. Split it into one file per year."
    )
    field = "file"


class OldExcelFile(Refused):
    """The binary format of Excel 97-2003."""

    message = N_(
        "This is an old Excel file (.xls). Open it in Excel and save it as .xlsx, then send it again."
    )
    field = "file"


class PasswordProtected(Refused):
    """Encrypted by Excel."""

    message = N_(
        "The file is protected by a password. Remove the password in Excel, save, and send it again."
    )
    field = "file"


class BrokenFile(Refused):
    """A workbook that cannot be unpacked or read."""

    message = N_(
        "The file is damaged. Open it in Excel, save it as a new .xlsx file and send that one."
    )
    field = "file"


class NotAWorkbook(Refused):
    """Neither .xlsx nor CSV."""

    message = N_("This is not an Excel or CSV file. Send the cash book as .xlsx or .csv.")
    field = "file"
