"""Images are stripped without a pixel changed, and what is cut off or damaged is named, in any kind and at any byte."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from support.images import SECRET, deep_png, every_kind, saved, scene

from generator.images.examine import MAX_BYTES, examined
from generator.images.formats.kinds import FlawedImageError, kind_of
from generator.images.static import static_image
from generator.images.strip import published_image

IMAGES = {name: data for name, data in every_kind().items() if not name.endswith((".tif", ".bmp", ".svg"))}
CUT = {"E210"}


def pixels(data: bytes) -> list[bytes]:
    with Image.open(BytesIO(data)) as image:
        frames = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frames.append(image.convert("RGBA").tobytes())
        return frames


@pytest.mark.parametrize("name", IMAGES)
def test_stripping_leaves_every_pixel_and_frame(name: str) -> None:
    before, after = pixels(IMAGES[name]), pixels(published_image(IMAGES[name]))
    assert after == (before[:1] if name == "pair.jpg" else before)


@pytest.mark.parametrize("name", IMAGES)
def test_what_was_stripped_stays_as_it_is(name: str) -> None:
    once = published_image(IMAGES[name])
    assert published_image(once) == once


@pytest.mark.parametrize("name", [name for name in IMAGES if not name.endswith(".avif")])
def test_what_follows_the_end_is_left_out(name: str) -> None:
    assert published_image(IMAGES[name] + SECRET.encode()) == published_image(IMAGES[name])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(IMAGES.keys() - {"pair.jpg"})), st.floats(0, 0.97))  # its first image is whole
def test_an_image_cut_anywhere_is_never_published(name: str, share: float) -> None:
    data = IMAGES[name]
    found = examined(data[: int(len(data) * share)])
    assert found.flaw is not None and found.flaw.code in CUT, (name, share)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(IMAGES)), st.data())
def test_a_damaged_image_is_named_or_still_one(name: str, draw: st.DataObject) -> None:
    """Nothing but a flaw is ever raised, whichever bytes are wrong, and what is published opens as what it is."""
    data = bytearray(IMAGES[name])
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    found = examined(bytes(data))
    if found.flaw is None and not found.form:
        assert kind_of(published_image(bytes(data))) is not None


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(
        [
            b"",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"RIFF\0\0\0\0WEBP",
            b"\0\0\0\x18ftypavif",
            b"BM",
            b"II*\0",
            b"<svg ",
        ]
    ),
    st.binary(max_size=200),
)
def test_bytes_that_only_begin_like_an_image_are_none(start: bytes, rest: bytes) -> None:
    assert examined(start + rest).flaw is not None


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a page", b"<!doctype html><html><body><svg></svg></body></html>", "E210"),
        ("nothing", b"", "E210"),
        ("a text", "مقال".encode(), "E210"),
        ("an archive", b"PK\x03\x04" + bytes(60), "E210"),
        ("a PDF", b"%PDF-1.7 ...", "E210"),
        ("PostScript, which a decoder would run", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "E210"),
        ("a phone's photograph", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(60), "E213"),
        ("JPEG XL", b"\xff\x0a" + bytes(60), "E213"),
        ("Photoshop", b"8BPS\0\x01" + bytes(60), "E213"),
        ("a packed drawing", b"\x1f\x8b\x08" + bytes(60), "E213"),
        ("far too many bytes", b"\xff\xd8\xff" + bytes(MAX_BYTES), "E215"),
    ],
)
def test_what_is_no_picture_that_browsers_show_is_named(name: str, data: bytes, code: str) -> None:
    found = examined(data)
    assert found.flaw is not None and found.flaw.code == code and found.flaw.hint, name


@pytest.mark.parametrize(("size", "mode"), [((30_000, 30_000), "1"), ((7_000, 7_000), "RGB")])
def test_a_bomb_costs_little(size: tuple[int, int], mode: str) -> None:
    """A few hundred kilobytes that stand for many megapixels."""
    data = _bomb(size, mode)
    assert len(data) < 1_100_000
    start = time.process_time()
    tracemalloc.start()
    found = examined(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.process_time() - start < 5 and peak < 50_000_000
    assert found.widths == () and found.form == ""


def _bomb(size: tuple[int, int], mode: str) -> bytes:
    """A PNG of one colour, its rows repeated by the packing alone."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    width, height = size
    depth, colours, row = (1, 0, (width + 7) // 8) if mode == "1" else (8, 2, width * 3)
    packer, packed = zlib.compressobj(9), []
    for _ in range(0, height, 1_000):
        packed.append(packer.compress(bytes(row + 1) * min(1_000, height)))
        if sum(map(len, packed)) > 900_000:
            break
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    whole = b"".join([*packed, packer.flush()])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", whole) + chunk(b"IEND", b"")


def test_a_photograph_of_many_megapixels_is_made_smaller_without_ever_being_whole() -> None:
    data = saved(Image.new("RGB", (11_000, 7_000), "teal"), "JPEG", quality=30)
    found = examined(data)
    assert found.flaw is None and found.form == "JPEG" and found.widths[-1] == 1600


def test_sixteen_bits_and_palettes_are_examined_too() -> None:
    for data in (
        deep_png(),
        saved(scene(mode="P"), "PNG"),
        saved(scene(mode="1"), "PNG"),
        saved(scene(mode="LA"), "PNG"),
    ):
        assert examined(data).flaw is None


def test_a_flaw_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(FlawedImageError) as refused:
        published_image(b"no image")
    assert refused.value.flaw.hint


@pytest.mark.parametrize("depth", [1, 4, 8, 24, 32])
def test_an_icon_of_bitmaps_ends_where_its_picture_does_and_is_known_when_cut(depth: int) -> None:
    width, row = 17, (17 * depth + 31) // 32 * 4
    table, mask = 4 << depth if depth <= 8 else 0, 17 * 4
    bitmap = struct.pack("<IiiHHIIiiII", 40, width, 2 * width, 1, depth, 0, 0, 0, 0, 0, 0)
    bitmap += bytes(table + width * row + mask)
    icon = struct.pack("<HHHBBBBHHII", 0, 1, 1, width, width, 0, 0, 1, depth, len(bitmap), 22) + bitmap
    cursor = b"\0\0\2\0" + icon[4:]
    assert published_image(icon) == icon == published_image(icon + SECRET.encode())
    assert published_image(cursor) == cursor
    assert all(static_image(icon[:at]).flaw for at in range(0, len(icon), 7))
