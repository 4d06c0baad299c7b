"""Chinese words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "首页|主页|首頁",
    "updated": "更新|更新于|最后更新",
    "end": "责任编辑|版权所有",
    "end line": "相关新闻|相关阅读|推荐阅读|热门文章",
    "own": "关注我们|我们的频道|官方微信",
    "channel": "微信|微博|客户端|app|公众号",
    "call": "下载|关注|扫描|订阅",
    "contact": "电话|传真|联系",
    "comments head": "评论|网友评论",
    "title label": "标题|題目|题目",
    "subject label": "主题",
    "byline with a sign": "作者|记者|編輯",
    "body label": "正文|内容",
    "source": "来源|媒体|出版",
    "published": "发布|发表|日期|发布时间|来源时间",
    "web byline label": "作者|记者|文|撰文|責任編輯|記者|来源记者",
    "page that is no article": (
        "页面不存在|页面未找到|找不到页面|登录|登入|注册|搜索结果|搜尋結果|联系我们|關於我們|关于我们|隐私政策|网站地图"
    ),
    "name is over": "记者|記者",
    "and between names": "和",
}
