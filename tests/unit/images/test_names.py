"""Names of images: free ones at import, and such that no two of a page share one, nor any variant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.images.names import Published, Wanted, published_names, variant_name
from generator.images.placing import Beside, Place, Wish, placed
from generator.text.addresses.beside import beside, beside_in_link

JPG, PNG, WEBP = (".jpg", ".jpeg"), (".png",), (".webp",)


def named(*names: str, suffixes: tuple[str, ...] = (".jpg", ".png", ".webp", ".svg")) -> list[Published]:
    return published_names(Wanted(name, suffixes, has_variants=True) for name in names)


def test_images_keep_their_names_and_variants_begin_with_them() -> None:
    assert named("a.jpg", "deep/b.png") == [Published("a.jpg", "a"), Published("deep/b.png", "deep/b")]


def test_images_of_one_stem_share_no_variant() -> None:
    assert named("photo.jpg", "photo.png") == [Published("photo.jpg", "photo"), Published("photo.png", "photo.png")]


def test_names_that_differ_in_capitals_alone_are_made_to_differ() -> None:
    assert [one.name for one in named("photo.jpg", "photo.JPG", "PHOTO.jpg")] == [
        "photo.jpg",
        "photo-2.JPG",
        "PHOTO-3.jpg",
    ]


def test_an_image_named_like_a_variant_of_another_is_no_variant() -> None:
    (first, second) = named("quay.jpg", "quay.480.webp")
    assert second.name != variant_name(first.stem, 480, "webp") and second.name.endswith(".webp")


def test_a_suffix_that_lies_is_replaced() -> None:
    assert published_names([Wanted("x.jpg", WEBP, True), Wanted("scan.tiff", PNG, True)])[0].name == "x.webp"


def test_no_image_takes_the_place_of_the_page_or_its_card() -> None:
    assert named("social-card.png")[0].name == "social-card-2.png"


def test_names_that_hosts_do_not_take_are_changed() -> None:
    assert named("con.jpg")[0].name == "_con.jpg"
    assert named("a?b.jpg", "a\u202eb.png") == [Published("a-b.jpg", "a-b"), Published("a-b.png", "a-b.png")]
    assert len(named("س" * 125 + ".jpg")[0].name.encode()) <= 255 - 32


LETTERS = st.text("aAbB.-é\u0301e48و0", min_size=1, max_size=6)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.builds("{}{}".format, LETTERS, st.sampled_from([".jpg", ".JPG", ".png", ".480.webp", ".700.webp", ".webp"])),
        max_size=8,
    ),
    st.integers(321, 1600),
)
def test_no_two_published_files_share_a_name(names: list[str], width: int) -> None:
    files = []
    for one in named(*names):
        files += [
            one.name,
            *(variant_name(one.stem, step, form) for step in (480, 960, 1600, width) for form in ("webp", "avif")),
        ]
    by_folded: dict[str, str] = {}
    for name in set(files):
        assert by_folded.setdefault(name.casefold(), name) == name
    assert len(set(map(str.casefold, (one.name for one in named(*names))))) == len(names)


def test_references_lead_beside_their_text_or_nowhere() -> None:
    for reference in ("x.jpg", "./x.jpg", "images/../x.jpg", "a/./../x.jpg"):
        assert beside(reference) == "x.jpg", reference
    for reference in (
        "../x.jpg",
        "images/../../x.jpg",
        "/x.jpg",
        "https://a.example/x.jpg",
        "c:x.jpg",
        "x.yaml",
        "",
        "a\\x.jpg",
        "x\0.jpg",
        "..jpg/../../x.jpg",
    ):
        assert beside(reference) == "", reference
    assert beside_in_link("./a%20b.jpg?w=9#x") == "a b.jpg" and beside_in_link("..%2Fx.png") == ""


# What an import places


def around(known: dict[str, str], disk: dict[str, str], *, may_overwrite: bool = True) -> Beside:
    return Beside(known, lambda name: disk.get(name, ""), lambda name, sha: disk.get(name, sha) == sha, may_overwrite)


def places(wishes: str, known: dict[str, str], disk: dict[str, str], *, may_overwrite: bool = True) -> list[Place]:
    return placed([Wish(".png", sha) for sha in wishes.split()], "a", around(known, disk, may_overwrite=may_overwrite))


def test_new_images_get_free_names() -> None:
    assert places("1 2", {}, {}) == [Place("a.png", "1", True), Place("a-2.png", "2", True)]
    assert places("1 2", {}, {"a.png": "x", "a-2.png": "y"}) == [
        Place("a-3.png", "1", True),
        Place("a-4.png", "2", True),
    ]


def test_a_file_with_the_very_bytes_is_taken_over() -> None:
    assert places("1", {}, {"a.png": "1"}) == [Place("a.png", "1", False)]


def test_images_that_came_again_are_let_be_whatever_became_of_them() -> None:
    for disk in ({"a.png": "1"}, {"a.png": "by a person"}, {}):
        assert places("1", {"a.png": "1"}, disk) == [Place("a.png", "1", False)]


def test_an_image_that_changed_replaces_what_the_import_had_written_and_nothing_else() -> None:
    assert places("2", {"a.png": "1"}, {"a.png": "1"}) == [Place("a.png", "2", True)]
    assert places("2", {"a.png": "1"}, {"a.png": "by a person"}) == [Place("a.png", "1", False, True)]
    assert places("2", {"a.png": "1"}, {}) == [Place("a.png", "1", False, True)]


def test_an_article_that_was_edited_goes_on_showing_its_images() -> None:
    assert places("2", {"a.png": "1"}, {"a.png": "1"}, may_overwrite=False) == [Place("a-2.png", "2", True)]


def test_images_that_changed_places_keep_their_names() -> None:
    known = {"a.png": "1", "a-2.png": "2"}
    assert [place.name for place in places("2 3 1", known, known)] == ["a-2.png", "a-3.png", "a.png"]


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.sampled_from("123456"), max_size=5),
    st.dictionaries(st.sampled_from(["a.png", "a-2.png", "a-3.png"]), st.sampled_from("1234"), max_size=3),
    st.dictionaries(st.sampled_from(["a.png", "a-2.png", "a-3.png", "a-4.png"]), st.sampled_from("123xyz"), max_size=4),
    st.booleans(),
)
def test_nothing_but_what_an_import_wrote_is_ever_overwritten(
    wishes: list[str], known: dict[str, str], disk: dict[str, str], may_overwrite: bool
) -> None:
    found = places(" ".join(wishes), known, disk, may_overwrite=may_overwrite)
    assert len({place.name for place in found}) == len(wishes)
    for place in found:
        if place.is_written and place.name in disk:
            assert may_overwrite and disk[place.name] == known[place.name]
        if place.name in known and place.name not in disk:
            assert not place.is_written
