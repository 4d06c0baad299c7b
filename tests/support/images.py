"""Images of all kinds and shapes, with everything noted in them that cameras, programs and people note."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

SECRET = "سري-Secret"
CAPTION, MAKER = "رصيف الميناء القديم", "سلمى الحداد"
# Where it was, with what and by whom it was taken: groups and names as exiftool has them.
NOTES = (
    "-GPSLatitude=31.2", "-GPSLatitudeRef=N", "-GPSLongitude=29.9", "-GPSLongitudeRef=E", "-XMP:GPSLatitude=31.2", "-XMP:City=Secretville",
    "-Make=SecretCamera", "-Model=SecretModel 9", "-LensModel=SecretLens", "-SerialNumber=Secret123", "-Software=SecretSoft",
    "-XMP:CreatorTool=SecretTool", "-UserComment=SecretComment", "-Comment=SecretComment", "-XMP:Instructions=SecretNote",
    "-DateTimeOriginal=2011:02:25 09:30:00",
)  # fmt: skip
CREDITS = (f"-XMP-dc:Description={CAPTION}", f"-XMP-dc:Creator={MAKER}")


def scene(size: tuple[int, int] = (400, 260), mode: str = "RGB") -> Image.Image:
    """Something with corners that differ, so that turns and colours are seen."""
    image = Image.new("RGB", size, "teal")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, size[0] // 4, size[1] // 4), "red")
    pen.rectangle((size[0] // 2, size[1] // 2, size[0], size[1]), "orange")
    return image if mode == "RGB" else image.convert(mode)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def deep_png(size: tuple[int, int] = (400, 260)) -> bytes:
    """Sixteen bits of grey, from dark on the left to bright on the right."""
    row = b"".join((x * 65_535 // (size[0] - 1)).to_bytes(2, "little") for x in range(size[0]))
    return saved(Image.frombytes("I;16", size, row * size[1]), "PNG")


def every_kind() -> dict[str, bytes]:
    """By name, images that browsers show and some that they do not."""
    photo, other = scene(), scene().transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    moving: dict[str, Any] = {"save_all": True, "append_images": [other], "duration": 90, "loop": 0}
    return {
        "plain.jpg": saved(photo, "JPEG"),
        "progressive.jpg": saved(photo, "JPEG", progressive=True),
        "large.jpg": saved(scene((1300, 500)), "JPEG"),
        "pair.jpg": saved(photo, "MPO", save_all=True, append_images=[other]),
        "inks.jpg": saved(scene(mode="CMYK"), "JPEG"),
        "wide.jpg": saved(photo, "JPEG", icc_profile=wide_profile()),
        "plain.png": saved(scene(mode="RGBA"), "PNG"),
        "deep.png": deep_png(),
        "moving.png": saved(photo, "PNG", **moving),
        "still.gif": saved(photo, "GIF"),
        "moving.gif": saved(photo, "GIF", **moving),
        "still.webp": saved(photo, "WEBP"),
        "moving.webp": saved(photo, "WEBP", **moving),
        "still.avif": saved(photo, "AVIF"),
        "moving.avif": saved(photo, "AVIF", **moving),
        "scan.tif": saved(photo, "TIFF"),
        "old.bmp": saved(photo, "BMP"),
        "drawing.svg": SVG.encode(),
    }


def noted_photograph() -> bytes:
    """With a position and a camera, written without any tool."""
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "SecretCamera", {1: "N", 2: (31.0, 12.0, 0.0), 3: "E", 4: (29.0, 54.0, 0.0)}
    exif[0x010E], exif[0x013B] = CAPTION.encode(), MAKER.encode()
    return saved(scene(), "JPEG", quality=95, exif=exif)


def noted_icon() -> bytes:
    """An icon of a PNG with words in it and a bitmap, with more between and after them."""
    png = saved(scene((64, 64)), "PNG", pnginfo=words_of_png())
    bitmap = saved(scene((32, 32), "RGBA"), "ICO", bitmap_format="bmp", sizes=[(32, 32)])[22:]
    at, between = 6 + 2 * 16, b"Secret between"
    entries = struct.pack("<BBBBHHII", 64, 64, 0, 0, 1, 32, len(png), at)
    entries += struct.pack("<BBBBHHII", 32, 32, 0, 0, 1, 32, len(bitmap) + 6, at + len(png) + len(between))
    return struct.pack("<HHH", 0, 1, 2) + entries + png + between + bitmap + b"Secret" + SECRET.encode()


def words_of_png() -> PngInfo:
    words = PngInfo()
    words.add_itxt("Comment", SECRET)
    return words


SVG = f"""<?xml version="1.0"?><!-- {SECRET} --><svg xmlns="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 inkscape:export-filename="/home/{SECRET}" viewBox="0 0 9 9"><metadata><rdf:RDF><dc:creator>{SECRET}</dc:creator></rdf:RDF></metadata>
<rect width="9" height="9" fill="teal"/></svg>"""


def wide_profile() -> bytes:
    """A profile of colours that is no sRGB, as cameras and designers embed them: made by swapping red and blue of one."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"s\0R\0G\0B", b"X\0X\0X\0X").replace(b"sRGB built-in", b"XXXX built-in"))  # fmt: skip
    red, blue = data.index(b"rXYZ"), data.index(b"bXYZ")
    data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(data).replace("sRGB".encode("utf-16-be"), "XXXX".encode("utf-16-be")).replace(b"sRGB", b"XXXX")


def with_notes(folder: Path, images: dict[str, bytes]) -> None:
    """Written with all that can be noted in each; what exiftool cannot write to gets its notes as it comes."""
    thumbnail = folder.parent / "thumbnail.jpg"
    thumbnail.write_bytes(saved(scene((64, 48)), "JPEG", comment="SecretComment"))
    for name, data in images.items():
        (folder / name).write_bytes(data)
    photographs = [name for name in images if name.endswith((".jpg", ".tif"))]
    others = [name for name in images if not name.endswith((".jpg", ".tif", ".bmp", ".svg"))]
    for names, own in ((photographs, [f"-ThumbnailImage<={thumbnail}"]), (others, [])):
        tool = [exiftool(), "-q", "-m", "-overwrite_original", *NOTES, *CREDITS, *own]
        subprocess.run([*tool, *(str(folder / name) for name in names)], check=True)
    for name in images:
        if name.endswith((".jpg", ".gif", ".png", ".bmp")):
            (folder / name).write_bytes((folder / name).read_bytes() + SECRET.encode() + thumbnail.read_bytes())


def exiftool() -> str:
    found = shutil.which("exiftool")
    assert found, "exiftool is missing: install libimage-exiftool-perl (apt-get install libimage-exiftool-perl)"
    return found


def told_by_exiftool(paths: list[Path]) -> list[dict[str, Any]]:
    """All that it finds in each, in depth."""
    command = [exiftool(), "-json", "-G1", "-a", "-u", "-ee", "-b", "-charset", "filename=utf8", *map(str, paths)]
    done = subprocess.run(command, check=False, capture_output=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
