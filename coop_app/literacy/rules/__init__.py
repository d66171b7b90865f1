"""The arithmetic behind the lessons and the member's tools."""
