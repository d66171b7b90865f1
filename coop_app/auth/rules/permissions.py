"""Who may do what: one table."""

from coop_app.refusal import N_

BENDAHARA = "bendahara"
KETUA = "ketua"
PENGAWAS = "pengawas"
PELATIH = "pelatih"
ANGGOTA = "anggota"
KOORDINATOR = "koordinator"
ADMIN = "admin"

#: role → its name on the screen (English message id)
ROLES = {
    BENDAHARA: N_("Treasurer"),
    KETUA: N_("Chairperson"),
    PENGAWAS: N_("Supervisor"),
    PELATIH: N_("Trainer"),
    ANGGOTA: N_("Member"),
    KOORDINATOR: N_("Group coordinator"),
    ADMIN: N_("Operator"),
}
OFFICERS = frozenset({BENDAHARA, KETUA, PENGAWAS, ADMIN})

_BOOKS = (BENDAHARA, KETUA, PENGAWAS)
_ALL = tuple(ROLES)

#: permission → roles. One row per permission; what is not in this table nobody may do.
PERMISSIONS: dict[str, tuple[str, ...]] = {
    "home": _ALL,
    "own.read": (ANGGOTA, KOORDINATOR),
    "own.instruct": (ANGGOTA, KOORDINATOR),
    "auth.password": _ALL,
    "auth.enrol": _ALL,
    "auth.sessions": _ALL,
    "auth.users": (ADMIN, KETUA, BENDAHARA),
    "auth.audit": (KETUA, PENGAWAS),
    "approvals.read": (*_BOOKS, ADMIN),
    "approvals.decide": (KETUA, PENGAWAS),
    "settings.write": (KETUA, ADMIN, BENDAHARA),
    "settings.limits": (KETUA, PENGAWAS, BENDAHARA),
    "ledger.read": _BOOKS,
    "ledger.post": (BENDAHARA,),
    "ledger.reverse": (BENDAHARA,),
    "ledger.chart": (BENDAHARA,),
    "ledger.opening": (BENDAHARA,),
    "ledger.close": (BENDAHARA, PENGAWAS),
    "ledger.reopen": (BENDAHARA, PENGAWAS),
    "ledger.audit": (*_BOOKS, ADMIN),
    "members.read": (*_BOOKS, KOORDINATOR),
    "members.write": (BENDAHARA, KETUA),
    "members.identity": (BENDAHARA, KETUA),
    "members.import": (BENDAHARA,),
    "members.export": (BENDAHARA, KETUA, PENGAWAS),
    "savings.read": (*_BOOKS, KOORDINATOR),
    "savings.deposit": (BENDAHARA,),
    "savings.withdraw": (BENDAHARA,),
    "savings.reverse": (BENDAHARA,),
    "savings.hold": (BENDAHARA, KETUA),
    "savings.goals": (BENDAHARA,),
    "own.goals": (ANGGOTA, KOORDINATOR),
    "savings.products": (BENDAHARA, KETUA),
    "savings.group": (BENDAHARA, KOORDINATOR),
    "savings.interest": (BENDAHARA,),
    "loans.read": _BOOKS,
    "loans.products": (BENDAHARA, KETUA),
    "loans.apply": (BENDAHARA,),
    "loans.recommend": (BENDAHARA, KETUA),
    "loans.approve": (KETUA, BENDAHARA),
    "loans.disburse": (BENDAHARA,),
    "loans.repay": (BENDAHARA,),
    "loans.manage": (BENDAHARA,),
    "products.read": (*_BOOKS, KOORDINATOR),
    "products.write": (BENDAHARA,),
    "products.stock": (BENDAHARA,),
    "products.count": (BENDAHARA, KOORDINATOR),
    # the cooperative's own products, or those of a member's own businesses: the pages look at whose they are
    "products.catalogue": (BENDAHARA, KETUA, ANGGOTA, KOORDINATOR),
    "purchasing.read": (*_BOOKS, KOORDINATOR),
    "purchasing.manage": (BENDAHARA,),
    "purchasing.order": (BENDAHARA, KOORDINATOR),
    "purchasing.receive": (BENDAHARA,),
    "purchasing.pay": (BENDAHARA,),
    "own.order": (ANGGOTA, KOORDINATOR),
    "sales.read": (*_BOOKS, KOORDINATOR),
    # shops sell for every village; a coordinator looks after one
    "sales.outlets": _BOOKS,
    "sales.sell": (BENDAHARA, KOORDINATOR),
    "sales.manage": (BENDAHARA,),
    "sales.consign": (BENDAHARA,),
    "sales.collect": (BENDAHARA,),
    "sales.shop": (BENDAHARA, KETUA),
    "sales.window": (BENDAHARA, KETUA, ANGGOTA, KOORDINATOR),
    "own.shop": (ANGGOTA, KOORDINATOR),
    "own.business": (ANGGOTA, KOORDINATOR),
    "closing.read": _BOOKS,
    "closing.run": (BENDAHARA,),
    "closing.exit": (BENDAHARA,),
    "cashbook.read": _BOOKS,
    "cashbook.record": (BENDAHARA,),
    "cashbook.count": (BENDAHARA,),
    "cashbook.import": (BENDAHARA,),
    "own.answer": (ANGGOTA, KOORDINATOR),
    "statements.read": _BOOKS,
    "statements.offer": (BENDAHARA,),
    "statements.reply": (KETUA, PENGAWAS),
    # the tools are public; keeping a budget is for whoever signs in or holds the key of a household
    "own.family": _ALL,
    "literacy.read": (*_BOOKS, PELATIH),
    "literacy.teach": (PELATIH, KETUA),
    "literacy.people": (PELATIH, KETUA),
    "literacy.quotes": (PELATIH, BENDAHARA),
    "literacy.effect": (*_BOOKS, PELATIH),
    "literacy.grants": (KETUA, PELATIH),
    "literacy.practice": (*_BOOKS, PELATIH),
    "literacy.handover": _BOOKS,
    "reports.read": _BOOKS,
    "reports.export": _BOOKS,
}

#: looking at a page with one of these permissions is written into the audit trail
WATCHED = frozenset(
    {
        "members.read", "members.identity", "members.export", "savings.read", "own.read",
        "statements.read", "literacy.people",
        "reports.export", "auth.users", "auth.audit",
    }
)  # fmt: skip


#: pages with one of these permissions ask for the password again (ASVS 7.5.3)
ASK_AGAIN = frozenset({"auth.users", "ledger.reopen", "members.export"})


def permissions_of(role: str) -> frozenset[str]:
    """Everything the table gives a role."""
    return frozenset(name for name, roles in PERMISSIONS.items() if role in roles)


def may(role: str, permission: str) -> bool:
    """Whether the table gives a role this act."""
    return role in PERMISSIONS.get(permission, ())
