"""What an address may hold: a key no larger than databases count."""

from flask import Flask
from werkzeug.routing import IntegerConverter
from werkzeug.routing.converters import ValidationError

#: the largest key that both databases hold
LARGEST_KEY = 2**63 - 1


class KeyConverter(IntegerConverter):
    """`<int:…>`: a longer number is nobody's key, so the page is not found."""

    def to_python(self, value: str) -> int:
        """The key in the address."""
        if len(value) > len(str(LARGEST_KEY)) or int(value) > LARGEST_KEY:
            raise ValidationError
        return int(super().to_python(value))


def install(app: Flask) -> None:
    """Call it before pages are added."""
    app.url_map.converters["int"] = KeyConverter
