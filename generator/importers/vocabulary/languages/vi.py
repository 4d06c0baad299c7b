"""Vietnamese words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "trang chủ",
    "web byline": "theo",
    "web byline label": "tác giả|bài viết",
    "read also": "xem thêm|đọc thêm",
}
