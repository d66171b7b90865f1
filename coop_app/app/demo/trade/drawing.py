"""Simple drawn pictures of products: a table, a cloth, and what lies on it. No photo of anybody's goods."""

import io
from collections.abc import Callable
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw, ImageFilter

_SIZE = (960, 720)
_CX, _CY = 480, 370
Colour = tuple[int, int, int]
_CLOTHS: tuple[tuple[Colour, Colour], ...] = (
    ((236, 226, 208), (207, 180, 140)),
    ((222, 233, 226), (141, 178, 158)),
    ((240, 224, 220), (201, 150, 138)),
    ((226, 230, 240), (150, 165, 200)),
)
Draw = Callable[[ImageDraw.ImageDraw, Random], None]


def picture(name: str, number: int = 0) -> bytes:
    """A JPEG of a product by the words of its name; `number` varies it."""
    random = Random(f"gambar-{name}-{number}")  # noqa: S311 - for invented pictures
    light, dark = random.choice(_CLOTHS)
    image = _table(light, dark)
    draw = ImageDraw.Draw(image)
    words = name.casefold()
    found = next((make for word, make in _SHAPES.items() if word in words), _pouch)
    found(draw, random)
    made = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.8)).save(made, "JPEG", quality=88)
    return made.getvalue()


def _table(light: Colour, dark: Colour) -> Image.Image:
    """A wall that fades into a table with a cloth."""
    shade = Image.linear_gradient("L").resize(_SIZE)
    image = Image.composite(Image.new("RGB", _SIZE, dark), Image.new("RGB", _SIZE, light), shade)
    draw = ImageDraw.Draw(image)
    edge = _SIZE[1] * 2 // 3
    for x in range(-200, _SIZE[0] + 200, 60):
        draw.line([(x, edge), (x + (x - _CX) // 2, _SIZE[1])], fill=light, width=3)
    draw.ellipse([(_CX - 330, 500), (_CX + 330, 660)], fill=tuple(c * 7 // 10 for c in dark))
    return image


def _plate(draw: ImageDraw.ImageDraw, random: Random, *, tone: Colour, long: int) -> None:
    """A plate with a heap of pieces."""
    draw.ellipse([(150, 380), (810, 640)], fill=(250, 250, 247), outline=(190, 190, 185), width=4)
    draw.ellipse([(220, 415), (740, 600)], outline=(215, 215, 210), width=3)
    for _ in range(70):
        angle, far = random.uniform(0, 2 * pi), random.random() ** 0.6
        x = _CX + cos(angle) * far * 230
        y = 480 + sin(angle) * far * 70 - (1 - far) * 130
        w, h = random.randint(34, 34 + long), random.randint(22, 36)
        near = random.randint(-28, 22)
        fill = tuple(max(0, min(255, c + near)) for c in tone)
        rim = tuple(max(0, c - 60) for c in fill)
        draw.ellipse([(x - w, y - h), (x + w, y + h)], fill=fill, outline=rim, width=3)


def _jar(draw: ImageDraw.ImageDraw, random: Random, *, tone: Colour) -> None:
    """A glass jar with a lid and a label."""
    draw.rounded_rectangle(
        [(330, 190), (630, 620)], 46, fill=(235, 242, 240), outline=(150, 160, 158), width=5
    )
    draw.rounded_rectangle([(344, 250), (616, 606)], 38, fill=tone)
    for _ in range(16):
        x, y = random.randint(370, 590), random.randint(290, 570)
        draw.ellipse(
            [(x - 30, y - 20), (x + 30, y + 20)], fill=tuple(min(255, c + 28) for c in tone)
        )
    draw.rounded_rectangle(
        [(350, 130), (610, 205)], 16, fill=(178, 60, 48), outline=(120, 35, 30), width=4
    )
    _label(draw, (372, 350, 588, 520))


def _pouch(draw: ImageDraw.ImageDraw, random: Random, tone: Colour | None = None) -> None:
    """A standing pouch with a window."""
    fill = tone or random.choice([(150, 110, 70), (70, 110, 90), (165, 90, 60), (90, 90, 120)])
    draw.polygon([(300, 170), (660, 170), (690, 620), (270, 620)], fill=fill)
    draw.rectangle([(300, 170), (660, 205)], fill=tuple(c * 8 // 10 for c in fill))
    draw.ellipse([(385, 430), (575, 585)], fill=(246, 232, 196), outline=(230, 210, 160), width=4)
    for _ in range(26):
        x, y = random.randint(410, 550), random.randint(460, 560)
        draw.ellipse([(x - 14, y - 10), (x + 14, y + 10)], fill=(212, 160, 80))
    _label(draw, (370, 250, 590, 400))


def _label(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    left, top, right, low = box
    draw.rounded_rectangle(
        [(left, top), (right, low)], 12, fill=(253, 251, 244), outline=(20, 97, 76), width=5
    )
    for i, part in enumerate((8, 6, 7)):
        y = top + 32 + i * 34
        draw.rounded_rectangle([(left + 24, y), (left + 24 + (right - left - 48) * part // 8, y + 14)], 6,
                               fill=(20, 97, 76) if not i else (170, 180, 174))  # fmt: skip


def _eggs(draw: ImageDraw.ImageDraw, random: Random) -> None:
    for row, count in enumerate((3, 4, 5)):
        for i in range(count):
            x, y = _CX + (i - (count - 1) / 2) * 116, 330 + row * 105 + random.randint(-6, 6)
            draw.ellipse(
                [(x - 56, y - 72), (x + 56, y + 72)],
                fill=(150, 196, 190),
                outline=(110, 158, 152),
                width=4,
            )
            draw.ellipse([(x - 30, y - 50), (x - 8, y - 24)], fill=(196, 224, 220))


def _cloth(draw: ImageDraw.ImageDraw, random: Random) -> None:
    ground, ink = random.choice([((96, 52, 32), (226, 190, 130)), ((32, 50, 82), (214, 200, 160))])
    draw.rectangle([(220, 130), (740, 630)], fill=ground)
    for x in range(260, 740, 80):
        for y in range(170, 630, 80):
            draw.ellipse([(x - 26, y - 10), (x + 26, y + 10)], outline=ink, width=4)
            draw.ellipse([(x - 10, y - 26), (x + 10, y + 26)], outline=ink, width=4)
            draw.ellipse([(x - 6, y - 6), (x + 6, y + 6)], fill=ink)
    for x in range(226, 740, 14):
        draw.line([(x, 630), (x, 660)], fill=ink, width=3)


def _basket(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.polygon([(260, 330), (700, 330), (640, 630), (320, 630)], fill=(150, 112, 58))
    for row, y in enumerate(range(348, 626, 26)):
        left = 266 + row * 5
        step = (960 - 2 * left) / 13
        for i in range(13):
            tone = (222, 188, 124) if (i + row) % 2 else (172, 132, 70)
            x = left + i * step
            draw.rectangle([(x, y), (x + step - 3, y + 22)], fill=tone)
    draw.arc(
        [(300, 110), (660, 560)], 180, 360, fill=(150, 112, 58), width=18 + random.randint(0, 4)
    )
    draw.rectangle([(248, 318), (712, 346)], fill=(150, 112, 58))


def _chips(draw: ImageDraw.ImageDraw, random: Random) -> None:
    _plate(draw, random, tone=(228, 176, 84), long=26)


_SHAPES: dict[str, Draw] = {
    "sale pisang": lambda draw, random: _plate(draw, random, tone=(150, 92, 48), long=44),
    "keripik tempe": lambda draw, random: _plate(draw, random, tone=(214, 170, 110), long=18),
    "keripik": _chips,
    "carica": lambda draw, random: _jar(draw, random, tone=(240, 190, 70)),
    "sirup": lambda draw, random: _jar(draw, random, tone=(200, 70, 60)),
    "batik": _cloth,
    "baju": _cloth,
    "telur": _eggs,
    "bambu": _basket,
    "sayur": _basket,
    "gula": lambda draw, random: _pouch(draw, random, (148, 98, 52)),
    "kopi": lambda draw, random: _pouch(draw, random, (62, 44, 34)),
    "teh": lambda draw, random: _pouch(draw, random, (64, 100, 62)),
}
