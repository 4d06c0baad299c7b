"""Indonesian words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "beranda",
    "web byline": "oleh",
    "web byline label": "penulis|oleh|reporter|editor",
    "read also": "baca juga|simak juga|lihat juga",
    "page that is no article": (
        "halaman tidak ditemukan|masuk|daftar|hasil pencarian|pencarian|kontak|hubungi kami|tentang kami|redaksi|kebijakan privasi|arsip|indeks berita"
    ),
}
