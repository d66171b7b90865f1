"""The slides of a module, one thing at a time."""

from dataclasses import replace

import pytest

from coop_app.literacy.rules.lessons import slides
from coop_app.literacy.rules.lessons.slides import Kind, NoSuchSlide
from coop_app.literacy.rules.modules import get_module
from coop_app.literacy.rules.modules.shapes import Exercise, Module, Step


def module(exercises: int = 2, steps: int = 2) -> Module:
    asked = Exercise(
        key="x",
        question="?",
        calculation="goal",
        inputs={},
        answer_key="per_month",
        answer=1,
        why="",
    )
    known = get_module("tujuan")
    assert known is not None
    made = tuple(Step(minutes=5, title=f"Langkah {n}", lines=()) for n in range(steps))
    return replace(known, steps=made, exercises=(asked,) * exercises)


def test_slides_of_a_module_in_order() -> None:
    keys = [slide.key for slide in slides.slides_of(module(), ("pre",))]
    assert keys == [
        "masuk", "uji-pre", "judul", "langkah-1", "langkah-2", "tanya-1", "hasil-1", "jawab-1",
        "tanya-2", "hasil-2", "jawab-2", "pulang", "janji", "selesai",
    ]  # fmt: skip


def test_slides_without_a_module_still_let_people_join_and_promise() -> None:
    assert [slide.kind for slide in slides.slides_of(None)] == [Kind.JOIN, Kind.PROMISE, Kind.END]


def test_neighbours_at_both_ends_and_between() -> None:
    shown = slides.slides_of(None)
    assert slides.neighbours(shown, shown[0]) == (None, shown[1])
    assert slides.neighbours(shown, shown[1]) == (shown[0], shown[2])
    assert slides.neighbours(shown, shown[2]) == (shown[1], None)


def test_a_slide_that_is_gone() -> None:
    shown = slides.slides_of(None)
    assert slides.slide_at(shown, "tanya-9") == shown[0]
    with pytest.raises(NoSuchSlide):
        slides.get_slide(shown, "tanya-9")


def test_exercise_of() -> None:
    made = module(1)
    shown = {slide.key: slide for slide in slides.slides_of(made)}
    assert slides.exercise_of(made, shown["tanya-1"]) is made.exercises[0]
    assert slides.exercise_of(made, shown["judul"]) is None
    assert slides.exercise_of(None, shown["tanya-1"]) is None
    assert slides.exercise_of(module(0), shown["tanya-1"]) is None
