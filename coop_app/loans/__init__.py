"""Loans to members: schedules, payments, settlement, collectability."""
