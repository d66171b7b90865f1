"""The practice room: this program a second time, with a database of its own beside the real books."""
