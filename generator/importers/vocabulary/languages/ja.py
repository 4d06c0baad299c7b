"""Japanese words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "ホーム|トップ|トップページ",
    "published": "配信|公開|掲載|公開日|掲載日|日付",
    "credit": "写真|撮影",
    "button": (
        "印刷する|メールでシェアする|facebookでシェアする|xでシェアする|xでシェアする list|はてなブックマークでシェアする|lineでシェアする|pr|閉じる|シェア|シェアする|ログイン|"
        "フォロー|詳細はこちら|今すぐ登録|記事|会員登録|メニュー|検索|印刷|保存"
    ),
    "end": "この記事を書いた人|無断転載|責任編集|関連ニュース|関連記事|あわせて読みたい|アクセスランキング|おすすめ|有料会員になると|この記事は有料",
    "end line": "関連リンク|関連キーワード|おすすめ記事|ランキング|最新ニュース|人気記事",
    "comments head": "コメント",
    "privacy": "プライバシー",
    "subscription": "会員|登録|購読",
    "terms": "利用規約",
    "account": "ログイン",
    "offer": "キャンペーン|読み放題|有料|月額|初トク",
    "own": "公式アカウント|アプリをダウンロード",
    "channel": "line|twitter|facebook|アプリ|youtube|メールマガジン",
    "call": "ダウンロード|登録|フォロー",
    "contact": "電話|お問い合わせ|tel|fax",
    "title label": "タイトル|見出し|題名",
    "subject label": "件名",
    "byline with a sign": "著者|記者|筆者",
    "body label": "本文|記事",
    "source": "出典|媒体|発行",
    "updated": "更新|最終更新",
    "web byline label": "文|記者|著者|執筆",
    "page that is no article": (
        "ページが見つかりません|お探しのページは見つかりませんでした|ログイン|会員登録|検索結果|お問い合わせ|会社概要|プライバシーポリシー|利用規約|サイトマップ"
    ),
    "name is over": "記者",
    "and between names": "と",
}
