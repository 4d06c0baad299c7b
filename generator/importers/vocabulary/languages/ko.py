"""Korean words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "button": "스크랩|공유|인쇄|댓글",
    "end": "저작권자|무단전재",
    "end line": "관련기사|많이 본 뉴스|댓글",
    "web byline label": "기자|글",
    "page that is no article": (
        "페이지를 찾을 수 없습니다|로그인|회원가입|검색결과|검색 결과|문의|회사소개|개인정보처리방침|사이트맵"
    ),
}
