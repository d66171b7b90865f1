"""Tables: cash acts, evidence, cash counts, and the Excel books that were brought in."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class CashPlace(Base):
    """Who keeps the cash of an account: a village group and its keeper's name."""

    __tablename__ = "cash_place"
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    group_id: Mapped[int | None]
    keeper: Mapped[str]


class CashAct(Base):
    """One money in, money out or transfer as it was typed; the money itself is in the journal."""

    __tablename__ = "cash_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("kind IN ('in', 'out', 'transfer', 'import')", name="kind"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    request_id: Mapped[str]
    #: what was typed, hashed: the same request id with other contents is refused
    fingerprint: Mapped[str]
    kind: Mapped[str]
    category: Mapped[str]
    #: received from or paid to
    party: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class Evidence(Base):
    """What proves an entry: a number on her paper, or a photo or PDF of it."""

    __tablename__ = "evidence"
    __table_args__ = (
        Index(None, "book_id", "seq"),
        CheckConstraint("number <> '' OR file_key <> ''", name="something"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: the journal entry
    seq: Mapped[int]
    number: Mapped[str]
    #: our own name of the file in the folder of files; '' for a number alone
    file_key: Mapped[str]
    original_name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    added_by: Mapped[int]
    added_at: Mapped[datetime]


class CashCount(Base):
    """One counting of a cash box, with what the book said at that moment."""

    __tablename__ = "cash_count"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        Index(None, "book_id", "place_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    place_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    on_date: Mapped[date]
    counted: Mapped[int]
    book_balance: Mapped[int]
    #: one name a line
    witnesses: Mapped[str]
    note: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class CashCountLine(Base):
    """So many notes or coins of one value."""

    __tablename__ = "cash_count_line"
    count_id: Mapped[int] = mapped_column(
        ForeignKey("cash_count.id"), primary_key=True, autoincrement=False
    )
    denomination: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pieces: Mapped[int]


class ImportBatch(Base):
    """One Excel book on its way in: read, looked through, posted, perhaps undone."""

    __tablename__ = "import_batch"
    __table_args__ = (
        Index(None, "cooperative_id", "digest"),
        CheckConstraint("status IN ('draft', 'posted', 'undone', 'dropped')", name="status"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    filename: Mapped[str]
    #: sha256 of the file as it came
    digest: Mapped[str]
    file_key: Mapped[str]
    status: Mapped[str]
    opening: Mapped[int]
    closing: Mapped[int]
    #: sheets with their checks, problems and ignored rows, as JSON
    sheets: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    posted_by: Mapped[int | None]
    posted_at: Mapped[datetime | None]
    undone_by: Mapped[int | None]
    undone_at: Mapped[datetime | None]
    undone_why: Mapped[str]


class ImportRow(Base):
    """One transaction of an Excel book with what is proposed for it, and later its entry."""

    __tablename__ = "import_row"
    __table_args__ = (
        UniqueConstraint("batch_id", "position"),
        Index(None, "cooperative_id", "fingerprint"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    #: 1, 2, 3 … in the order of the book
    position: Mapped[int]
    sheet: Mapped[str]
    row: Mapped[int]
    on_date: Mapped[date | None]
    description: Mapped[str]
    #: `memory_key` of the description: rows with the same one are corrected together
    pattern: Mapped[str]
    voucher: Mapped[str]
    note: Mapped[str]
    money_in: Mapped[int]
    money_out: Mapped[int]
    balance: Mapped[int]
    category: Mapped[str]
    member_id: Mapped[int | None]
    written_name: Mapped[str]
    #: "2025-07 2025-08"
    months: Mapped[str]
    confidence: Mapped[int]
    #: reasons, flags, candidates and equal rows, as JSON
    findings: Mapped[str]
    fingerprint: Mapped[str]
    included: Mapped[bool]
    excluded_why: Mapped[str]
    #: she looked at it and set it herself
    corrected: Mapped[bool]
    #: posted over the savings desk, with a receipt
    as_receipt: Mapped[bool]
    #: the journal entry, once posted; the entry that undid it
    seq: Mapped[int | None]
    undone_seq: Mapped[int | None]


class ImportMemory(Base):
    """A correction she made: rows described like this belong there."""

    __tablename__ = "import_memory"
    __table_args__ = (UniqueConstraint("cooperative_id", "pattern", "money_in"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    pattern: Mapped[str]
    money_in: Mapped[bool]
    category: Mapped[str]
    member_id: Mapped[int | None]
    learned_at: Mapped[datetime]
