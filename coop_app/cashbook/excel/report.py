"""The result of an import as the JSON of `coop import cashbook` (interfaces.md)."""

from collections.abc import Sequence

from coop_app.cashbook.excel.values import BookSheet, Proposal, Translate, Workbook
from coop_app.cashbook.excel.wording import message, why

Json = dict[str, object]


def as_json(
    workbook: Workbook,
    proposals: Sequence[Proposal],
    translate: Translate,
    batch: int | None = None,
) -> Json:
    """Sheets in the file's order and one proposal for each transaction; amounts in whole rupiah."""
    return {
        "sheets": [_sheet(sheet, translate) for sheet in workbook.sheets],
        "proposals": [_proposal(proposal, translate) for proposal in proposals],
        "batch": batch,
    }


def _sheet(sheet: BookSheet, translate: Translate) -> Json:
    return {
        "name": sheet.name,
        "rows": len(sheet.lines),
        "opening": int(sheet.opening),
        "closing": int(sheet.closing),
        "orientation": sheet.orientation,
        "problems": [
            {
                "row": problem.row or sheet.layout.ends,
                "code": problem.code,
                "message": message(problem, translate),
            }
            for problem in sheet.problems
        ],
    }


def _proposal(proposal: Proposal, translate: Translate) -> Json:
    line = proposal.line
    return {
        "sheet": proposal.sheet,
        "row": line.row,
        "date": line.on.isoformat() if line.on else None,
        "description": line.description,
        "in": int(line.money_in),
        "out": int(line.money_out),
        "category": proposal.category,
        "member": proposal.member,
        "months": [str(month) for month in proposal.months],
        "confidence": proposal.confidence / 100,
        "why": why(proposal.why, translate),
    }
