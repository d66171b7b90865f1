"""Facts, photos, batches and permits on a real database."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from coop_app import filing, pictures
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.filing import Upload
from coop_app.products.queries import Item
from coop_app.products.queries import catalogue as queries
from coop_app.products.rules.catalogue import freshness
from coop_app.products.rules.catalogue.facts import MOST_PHOTOS, Facts, TooManyPhotos
from coop_app.products.rules.catalogue.freshness import Batch
from coop_app.products.rules.catalogue.permits import Kind, Permit
from coop_app.products.service import catalogue
from coop_app.products.service.catalogue import photos
from coop_app.products.service.catalogue.photos import NewPhoto
from coop_app.refusal import NotFound, RequestReused
from tests.make import TODAY, make_cooperative, make_savings
from tests.make_window import make_permit, make_photo, make_product, picture


class Shop:
    """Two cooperatives with a product each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk: Desk = make_savings(make_cooperative())
        self.other: Desk = make_savings(make_cooperative("Koperasi Lain"))
        self.chips: Item = make_product(self.desk, "Keripik Pisang")
        self.theirs: Item = make_product(self.other, "Keripik Pisang")


@pytest.fixture
def shop(either: Flask, tmp_path: Path) -> Iterator[Shop]:
    with either.app_context():
        yield Shop(tmp_path / "files")


def test_facts_are_kept_and_corrected(shop: Shop) -> None:
    for story in ("Dari kebun sendiri.", "Dari kebun Kuripan."):
        with transaction():
            catalogue.save_facts(
                desk=shop.desk, item_id=shop.chips.id, new=Facts(story=story, packaging=2)
            )
    assert queries.get_facts(shop.desk.book_id, shop.chips.id).story == "Dari kebun Kuripan."
    assert queries.get_facts(shop.other.book_id, shop.chips.id) == Facts()


def test_nobody_writes_on_the_item_of_another_book(shop: Shop) -> None:
    batch = Batch(shop.theirs.id, "A", TODAY, None, 5)
    permit = Permit(Kind.HALAL, "ID331", item_id=shop.theirs.id)
    new = NewPhoto(shop.theirs.id, picture())
    acts = (
        lambda: catalogue.save_facts(desk=shop.desk, item_id=shop.theirs.id, new=Facts()),
        lambda: catalogue.add_batch(desk=shop.desk, new=batch, request_id="r"),
        lambda: catalogue.add_permit(desk=shop.desk, new=permit, request_id="r"),
        lambda: catalogue.add_photo(desk=shop.desk, new=new, folder=shop.folder, request_id="r"),
    )
    for act in acts:
        with pytest.raises(NotFound), transaction():
            act()


def test_nobody_ends_what_belongs_to_another_book(shop: Shop) -> None:
    permit = make_permit(shop.other, shop.theirs.id, "halal", "ID331")
    photo = make_photo(shop.other, shop.theirs.id, shop.folder)
    with transaction():
        batch = catalogue.add_batch(
            desk=shop.other, new=Batch(shop.theirs.id, "A", TODAY, None, 5), request_id="b"
        )
    acts = (
        lambda: catalogue.end_permit(desk=shop.desk, permit_id=permit),
        lambda: catalogue.put_first(desk=shop.desk, photo_id=photo),
        lambda: catalogue.remove_photo(desk=shop.desk, photo_id=photo),
        lambda: catalogue.finish_batch(desk=shop.desk, batch_id=batch),
    )
    for act in acts:
        with pytest.raises(NotFound), transaction():
            act()


def test_a_photo_is_kept_in_three_sizes_without_its_secrets(shop: Shop) -> None:
    make_photo(shop.desk, shop.chips.id, shop.folder, caption=" Keripik \n goreng ")
    [kept] = queries.photos_of(shop.desk.book_id, [shop.chips.id])[shop.chips.id]
    assert kept.caption == "Keripik goreng"
    large, medium, thumb = (
        filing.file_content(folder=shop.folder, file_key=key)
        for key in (kept.large_key, kept.medium_key, kept.thumb_key)
    )
    assert len(large) <= pictures.LARGEST_RESULT
    assert len(medium) <= photos.MEDIUM_BYTES
    assert len(thumb) <= photos.THUMB_BYTES
    for content, size in (
        (medium, (kept.medium_width, kept.medium_height)),
        (thumb, (kept.thumb_width, kept.thumb_height)),
    ):
        image = Image.open(BytesIO(content))
        assert image.format == "WEBP"
        assert image.size == size
        assert not image.getexif()
    assert not Image.open(BytesIO(large)).getexif()
    assert b"Exif" not in large + medium + thumb


def test_no_pdf_and_no_seventh_photo(shop: Shop) -> None:
    pdf = NewPhoto(shop.chips.id, b"%PDF-1.4\n%%EOF")
    with pytest.raises(pictures.FileKindUnknown), transaction():
        catalogue.add_photo(desk=shop.desk, new=pdf, folder=shop.folder, request_id="p")
    small = picture(side=120)
    for _ in range(MOST_PHOTOS):
        make_photo(shop.desk, shop.chips.id, shop.folder, content=small)
    with pytest.raises(TooManyPhotos):
        make_photo(shop.desk, shop.chips.id, shop.folder, content=small)
    make_photo(shop.desk, None, shop.folder, content=small)


def test_photos_are_put_in_order_and_removed(shop: Shop) -> None:
    small = picture(side=120)
    keys = [make_photo(shop.desk, shop.chips.id, shop.folder, content=small) for _ in range(3)]
    with transaction():
        assert catalogue.put_first(desk=shop.desk, photo_id=keys[2]) == shop.chips.id
    there = queries.photos_of(shop.desk.book_id, [shop.chips.id])[shop.chips.id]
    assert [photo.id for photo in there] == [keys[2], keys[0], keys[1]]
    with transaction():
        gone = catalogue.remove_photo(desk=shop.desk, photo_id=keys[0])
    filing.forget_files(
        folder=shop.folder, file_keys=(gone.large_key, gone.medium_key, gone.thumb_key)
    )
    assert not (shop.folder / gone.large_key).exists()
    assert queries.find_photo(gone.token) is None


def test_the_same_request_does_things_once(shop: Shop) -> None:
    batch = Batch(shop.chips.id, "KP-1", TODAY, TODAY + timedelta(60), 40)
    permit = Permit(Kind.HALAL, "ID331", item_id=shop.chips.id)
    photo = NewPhoto(shop.chips.id, picture(side=100))
    for act in (
        lambda: catalogue.add_batch(desk=shop.desk, new=batch, request_id="b"),
        lambda: catalogue.add_permit(desk=shop.desk, new=permit, request_id="p"),
        lambda: catalogue.add_photo(desk=shop.desk, new=photo, folder=shop.folder, request_id="f"),
    ):
        keys = []
        for _ in range(2):
            with transaction():
                keys.append(act())
        assert keys[0] == keys[1]
    other = Batch(shop.chips.id, "KP-2", TODAY, None, 40)
    with pytest.raises(RequestReused), transaction():
        catalogue.add_batch(desk=shop.desk, new=other, request_id="b")
    new = Permit(Kind.HALAL, "ID332", item_id=shop.chips.id)
    with pytest.raises(RequestReused), transaction():
        catalogue.add_permit(desk=shop.desk, new=new, request_id="p")


def test_a_batch_number_is_used_once(shop: Shop) -> None:
    with transaction():
        catalogue.add_batch(
            desk=shop.desk, new=Batch(shop.chips.id, "KP-1", TODAY, None, 40), request_id="1"
        )
    with pytest.raises(freshness.BatchNumberTaken), transaction():
        catalogue.add_batch(
            desk=shop.desk, new=Batch(shop.chips.id, "KP-1", TODAY, None, 10), request_id="2"
        )


def test_batches_are_listed_by_what_goes_off_first(shop: Shop) -> None:
    ends = {"late": TODAY + timedelta(60), "never": None, "soon": TODAY + timedelta(3)}
    keys = {}
    for number, end in ends.items():
        with transaction():
            keys[number] = catalogue.add_batch(
                desk=shop.desk, new=Batch(shop.chips.id, number, TODAY, end, 4), request_id=number
            )
    books = [shop.desk.book_id]
    assert [c.batch.number for c in queries.batches(books)] == ["soon", "late", "never"]
    with transaction():
        assert catalogue.finish_batch(desk=shop.desk, batch_id=keys["soon"]) == shop.chips.id
    assert [c.batch.number for c in queries.batches(books)] == ["late", "never"]
    assert len(queries.batches(books, finished=True)) == 3
    assert queries.batches([shop.other.book_id], finished=True) == []


def test_a_renewal_replaces_the_old_permit(shop: Shop) -> None:
    desk, chips = shop.desk, shop.chips.id
    old = make_permit(desk, chips, "pirt", "2063307010072-19")
    make_permit(desk, None, "nib", "1234567890123")
    make_permit(desk, None, "pirt", "2063307010099-30")
    make_permit(desk, chips, "pirt", "2063307010072-29", valid_until=date(2029, 5, 1))
    held = [card.permit.number for card in queries.permits_of(desk.book_id, chips)]
    assert held == ["2063307010072-29", "2063307010099-30", "1234567890123"]
    assert queries.get_permit([desk.book_id], old).ended_on == TODAY
    assert len(queries.list_permits([desk.book_id], ended=True)) == 4
    assert queries.permits_of(shop.other.book_id, shop.theirs.id) == []


def test_two_other_permits_stand_beside_each_other(shop: Shop) -> None:
    make_permit(shop.desk, None, "other", "503/1")
    kept = make_permit(shop.desk, None, "other", "503/2")
    assert len(queries.list_permits([shop.desk.book_id])) == 2
    with transaction():
        catalogue.end_permit(desk=shop.desk, permit_id=kept)
    assert len(queries.list_permits([shop.desk.book_id])) == 1


def test_the_paper_of_a_permit_is_kept_small(shop: Shop) -> None:
    new = Permit(Kind.NIB, "1234567890123")
    with transaction():
        key = catalogue.add_permit(
            desk=shop.desk, new=new, request_id="x", folder=shop.folder,
            upload=Upload("nib.jpg", picture()),
        )  # fmt: skip
    card = queries.get_permit([shop.desk.book_id], key)
    content = filing.file_content(folder=shop.folder, file_key=card.file_key)
    assert card.content_type == pictures.JPEG
    assert b"Exif" not in content
