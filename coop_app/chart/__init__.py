"""Account roles, chart templates and statement layouts: data that an accountant can read."""
