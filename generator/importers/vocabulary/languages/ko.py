"""Korean words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "홈|홈으로|첫화면|첫 화면",
    "service": "카카오톡|페이스북|트위터|네이버|밴드|카카오스토리|메일|카카오톡으로|페이스북으로|트위터로|메일로|보내기|기사|주소|복사하기|공유하기|인쇄하기",
    "button": "스크랩|공유|인쇄|댓글|출력하기|보내기|기사 보내기|메뉴 열기|모아 보기|주소 복사하기|글자 크기|구독",
    "end": "저작권자|무단전재",
    "end line": "관련기사|많이 본 뉴스|댓글",
    "own": "공식 채널|저희 채널|앱을 다운로드",
    "channel": "카카오톡|네이버|유튜브|페이스북|텔레그램|뉴스레터|앱",
    "call": "구독|다운로드|팔로우|추가",
    "contact": "전화|제보|문의|팩스|이메일",
    "comments head": "댓글",
    "title label": "제목|기사제목",
    "byline with a sign": "기자|작성자|글쓴이|저자",
    "body label": "본문|내용|기사",
    "source": "출처|매체|언론사|발행",
    "updated": "수정|최종수정|최종 수정|업데이트",
    "published": "입력|등록|기사입력|게재|작성일|승인|날짜",
    "web byline label": "기자|글",
    "page that is no article": (
        "페이지를 찾을 수 없습니다|로그인|회원가입|검색결과|검색 결과|문의|회사소개|개인정보처리방침|사이트맵"
    ),
    "name is over": "기자|입력|승인|글|특파원",
}
