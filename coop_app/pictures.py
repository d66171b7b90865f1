"""Evidence files: what they really are, made small and rid of what they tell besides the picture."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from coop_app.refusal import N_, Refused

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_RESULT = 300_000
LONGEST_SIDE = 1_600
MOST_PIXELS = 50_000_000
JPEG, PDF = "image/jpeg", "application/pdf"
_QUALITIES = (82, 72, 62, 50, 40, 30)
_SMALLEST_SIDE = 400
WEBP = "image/webp"
_PICTURES = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
Image.init()
# A PDF that runs programs or carries files is no evidence.
_PDF_DANGERS = (
    b"/JavaScript",
    b"/JS ",
    b"/JS(",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
    b"/XFA",
)


class FileMissing(Refused):
    """Nothing was sent."""

    message = N_("Choose a photo or PDF of the evidence, or write its number.")
    field = "file"


class FileTooLarge(Refused):
    """Files above the limit do not go in."""

    message = N_("The file is larger than 10 MB. Take a smaller photo or scan fewer pages.")
    field = "file"


class FileKindUnknown(Refused):
    """Only photos and PDF are kept."""

    message = N_("This file is no photo and no PDF. Send a JPEG or PNG photo, or a PDF.")
    field = "file"


class PictureBroken(Refused):
    """The picture cannot be opened."""

    message = N_("This photo cannot be opened; it may be damaged. Take it again.")
    field = "file"


class PictureTooLarge(Refused):
    """Too many pixels: a trap or a poster."""

    message = N_("This picture has too many pixels. Take a photo with a lower resolution.")
    field = "file"


class PdfUnsafe(Refused):
    """The PDF contains programs or other files."""

    message = N_(
        "This PDF contains programs or other files and is not kept. Print it to PDF again, or take a photo."
    )
    field = "file"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file fit to be kept."""

    content: bytes
    content_type: str

    @property
    def ending(self) -> str:
        """Of its name."""
        return "jpg" if self.content_type == JPEG else "pdf"


@dataclass(frozen=True, slots=True)
class Sized:
    """A smaller copy of a kept photo, as WebP, and its pixels."""

    content: bytes
    width: int
    height: int


def sized(photo: bytes, *, side: int, most: int) -> Sized:
    """A copy within `side` × `side` pixels and `most` bytes, for slow phones.

    `photo` is a JPEG made by `prepare`. Raises `PictureBroken` for anything else.
    """
    try:
        whole = Image.open(io.BytesIO(photo), formats=("JPEG",))
        whole.load()
    except (OSError, ValueError):
        raise PictureBroken from None
    while True:
        copy = whole.copy()
        copy.thumbnail((side, side))
        for quality in _QUALITIES:
            made = io.BytesIO()
            copy.save(made, "WEBP", quality=quality, method=6)
            if made.tell() <= most:
                return Sized(made.getvalue(), copy.width, copy.height)
        side = side * 3 // 4


def prepare(content: bytes) -> Kept:
    """A JPEG of at most 300 kB and 1,600 pixels, or the PDF as it is, judged by content alone.

    Raises `FileMissing`, `FileTooLarge`, `FileKindUnknown`, `PictureBroken`, `PictureTooLarge`, `PdfUnsafe`.
    """
    if not content:
        raise FileMissing
    if len(content) > LARGEST_FILE:
        raise FileTooLarge
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    return Kept(_jpeg(_opened(content)), JPEG)


def _pdf(content: bytes) -> Kept:
    if b"%%EOF" not in content[-2048:]:
        raise PictureBroken
    if any(danger in content for danger in _PDF_DANGERS):
        raise PdfUnsafe
    return Kept(content, PDF)


def _opened(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=_PICTURES)
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureTooLarge
        picture.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
        picture.load()
        return ImageOps.exif_transpose(picture)
    except UnidentifiedImageError:
        raise FileKindUnknown from None
    except Image.DecompressionBombError:
        raise PictureTooLarge from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise PictureBroken from None


def _jpeg(picture: Image.Image) -> bytes:
    """New pixels only: no EXIF, no place, no maker's notes survive."""
    plain = _on_white(picture)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    while True:
        for quality in _QUALITIES:
            made = io.BytesIO()
            plain.save(made, "JPEG", quality=quality, optimize=True)
            if made.tell() <= LARGEST_RESULT:
                return made.getvalue()
        if max(plain.size) <= _SMALLEST_SIDE:
            return made.getvalue()
        plain = plain.resize((max(plain.width * 3 // 4, 1), max(plain.height * 3 // 4, 1)))


def _on_white(picture: Image.Image) -> Image.Image:
    whole = picture.convert("RGBA")
    paper = Image.new("RGB", whole.size, "white")
    paper.paste(whole, mask=whole.getchannel("A"))
    return paper
