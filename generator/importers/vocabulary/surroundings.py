"""What sites put around articles, in many languages: buttons, what leads to other articles, talk about the site itself.

Whole short lines and openings of lines only: the same words inside a sentence are the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.importers.vocabulary.labels import labels
from generator.text.arabic import fold

TALK_WORDS = 20  # of a paragraph for each of the site's own words
SHORT = 9  # words: a longer line is no button and no heading of a list of links
_EDGES = " \t\u00a0-–—|:،,*•«»\"'/.!…؟?()[]×>#“”‘’＜＞【】↑"


def _phrases(*lists: str) -> frozenset[str]:
    return frozenset(fold(one).strip() for many in lists for one in many.split("|"))


def _openings(*lists: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(_phrases(*lists), key=len, reverse=True))) + r")(?!\w)")


# A line of nothing but these is a row of buttons.
_SERVICES = _phrases(
    labels("service").replace(" ", "|"),
    "facebook|twitter|twitter-x|x|linkedin|whatsapp|whats|app|telegram|pinterest|pin|interest|mail|email|e-mail|e-posta|print|copy|link|"
    "messenger|reddit|instagram|youtube|tiktok|flipboard|rss|pocket|tumblr|viber|google|news|plus|share|list|line|snapchat|threads|bluesky|"
    "فيسبوك|فيس بوك|تويتر|واتساب|واتس|اب|تليجرام|تيليجرام|تلغرام|لينكدين|لينكد|ان|انستجرام|إنستغرام|إنستجرام|يوتيوب|خدمة|شارك|مشاركة|طباعة|"
    "تعليقات|بريد|إيميل|تلگرام|توییتر|فیسبوک|واتساپ|اینستاگرام|ایمیل|וואצאפ|פייסבוק|טוויטר|אימייל|אימאייל|вконтакте|одноклассники|general",
)
_BUTTONS = _phrases(
    labels("button"),
    "تم نسخ الرابط|نسخ الرابط|انسخ الرابط|رابط مختصر|الرابط المختصر|شارك|شاركها|شارك الخبر|شارك المقال|شارك الموضوع|مشاركة|مشاركة الخبر|طباعة|حفظ|إرسال|"
    "تكبير الخط|تصغير الخط|حجم الخط|تعليق|تعليقات|التعليقات|أضف تعليق|أضف تعليقا|أضف تعليقك|اكتب تعليقا|اترك تعليقا|اترك تعليق|لا توجد تعليقات|"
    "اضف تعليقا واقرأ تعليقات القراء|الرئيسية|الصفحة الرئيسية|القائمة|تسجيل الدخول|اشترك|اشترك الآن|عرض المزيد|المزيد|إعلان|إعلانات|عرض النتائج|استطلاع الرأي|"
    "اتصل بنا|إتصل بنا|من نحن|أعلن معنا|خدماتنا|سياسة الخصوصية|بيان الخصوصية|شروط الاستخدام|أعلى|العودة للأعلى|استمع|استمع للمقال|تخطى قائمة التنقل|بحث|ابحث",
    "share|share this|share this article|share on|print|print this|copy link|link copied|email link|advertisement|advertising|sponsored|comments|comment|reply|"
    "leave a comment|no comments|add a comment|reuse this content|view image in fullscreen|skip to main content|skip to navigation|sign in|sign up|log in|subscribe|"
    "subscribe now|newsletter|free weekly newsletter|enter your email address|save|listen|follow|gift this article|read more|show more|load more|menu|search|home|"
    "contact us|about us|privacy policy|terms of use|back to top|previous|next|close|loading|show caption|hide caption|skip past newsletter promotion|after newsletter promotion",
    "partager|partager partager|copier le lien|envoyer par e-mail|ajouter à vos sélections|ajouter à vos sélections ajouter à vos sélections|"
    "pour ajouter l’article à vos sélections|identifiez-vous|s’inscrire gratuitement|vous possédez déjà un compte|se connecter|article réservé aux abonnés|publicité|"
    "commenter|réagir|imprimer|offrir l’article|gestion des cookies|s’abonner|navigation|lire plus tard|écouter|suivre|accueil",
    "compartir|comentarios|comentar|iniciar sesión|suscríbete|publicidad|imprimir|guardar|enviar por correo|copiar enlace|ver biografía|añadir usuario|flecha|regístrate|"
    "compartilhar|comentários|entrar|assine|publicidade|imprimir|salvar|condividi|commenti|stampa|abbonati|pubblicità|accedi|teilen|drucken|kommentare|kommentieren|anzeige|"
    "werbung|anmelden|abonnieren|merken|vorlesen|artikel teilen",
    "paylaş|şurada paylaş|abone ol|reklam|yazı boyutu|yorumlar|yorum yap|yazdır|önerilen video|giriş yap|üye ol|kaydet|takip et|haberler|"
    "реклама|поделиться|выйти из полноэкранного режима|развернуть на весь экран|подписаться|читать далее|комментарии|оставить комментарий|предыдущая страница|"
    "следующая страница|войти|версия для печати|скопировать ссылку|обсудить|слушать",
    "چاپ|ارسال|لینک کوتاه|نظر شما|نظرات|نام|ایمیل|پاسخ|لغو پاسخ|اشتراک گذاری|اشتراک‌گذاری|کپی لینک|صفحه اصلی|خانه|بازنشر|ذخیره|تبلیغات|درباره ما|تماس با ما|آرشیو|"
    "שתף|שיתוף|שתפו|הדפסה|הדפס|תגובות|תגובה|שלח|שלחו|הוסף תגובה|הוסף תגובה חדשה|הגיבו|כתבו תגובה|הרשמה|התחברות|פרסומת|העתק קישור|טרם התפרסמו תגובות|"
    "印刷する|メールでシェアする|facebookでシェアする|xでシェアする|xでシェアする list|はてなブックマークでシェアする|lineでシェアする|pr|閉じる|シェア|シェアする|ログイン|フォロー|"
    "詳細はこちら|今すぐ登録|記事|会員登録|メニュー|検索|印刷|保存|스크랩|공유|인쇄|댓글",
)
_BUTTON_OPENINGS = _openings(
    labels("button opens"),
    "شارك على|مشاركة عبر|شارك عبر|تابعوا|تابعونا|تابعنا|للاشتراك|اشترك في|انضم إلى|حمل التطبيق|رابط الخبر|للتواصل مع الكاتب|لإبداء الرأي|لقراءة النص|"
    "partager sur|share on|share via|temps de lecture|lecture|sign up|sign uppr|subscribe to|follow us|download the app|skip to|published in|"
    "שתף ב|compartir en|síguenos|condividi su|auf facebook|facebook'ta|подписывайтесь на наш|kod:|کد خبر|شناسه خبر|خبرنگار|لینک کوتاه|کد مطلب",
)
_ENDS = _openings(
    labels("end"),
    "الأكثر قراءة|الأكثر تصفحا|الأكثر مشاهدة|الأكثر تداولا|الموضوعات المتعلقة|موضوعات متعلقة|مواضيع متعلقة|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|أخبار متعلقة|"
    "قد يعجبك|قد يهمك|ترشيحاتنا|أهم الأخبار|آخر الأخبار|أخبار أخرى|مقالات أخرى|المزيد من الأخبار|المزيد من|من نفس القسم|اقرأ في|أخبار مشابهة|مواد ذات صلة|روابط ذات صلة|"
    "جميع الحقوق محفوظة|كل الحقوق محفوظة|لن يتم نشر عنوان بريدك|اشترك في النشرة|روابط ذات علاقة|هل وجدت هذا|أضف تعليقك|تعليقات فيسبوك|حقوق النشر|الخبر السابق|الخبر التالي|المقال السابق|المقال التالي|الآراء الواردة|حول هذه القصة|في هذا الملف|مواضيع اخترناها لك",
    "most viewed|most read|most popular|related articles|related stories|related topics|related content|related|explore more on these topics|more on this story|more from|"
    "more stories|read next|you may also|you might also|recommended for you|recommended|trending|top stories|latest news|about the author|all rights reserved|copyright|©|"
    "previous:|next:|sign up for our|get the latest|get our|follow us on|join our|the views expressed|was this article|report a typo|terms of service|cookie policy|previous article|next article|editor's picks|what to read next|topics in this",
    "sobre la firma|todos los derechos|todos os direitos|tutti i diritti|alle rechte vorbehalten|tous droits réservés|todos los comentarios|recibe nuestr|recevez nos|abonnez-vous|suivez-nous|más información|archivado en|lo más visto|te puede interesar|últimas noticias|noticias relacionadas|lee también|otras noticias|tu suscripción|"
    "les plus lus|voir aussi|à lire aussi|sur le même sujet|dans la même rubrique|contributions|édition du jour|il vous reste|la suite est réservée|lecture du monde en cours|"
    "mehr zum thema|lesen sie auch|meistgelesen|das könnte sie auch|verwandte themen|leggi anche|altri articoli|leia também|mais lidas|veja também|continue lendo",
    "ilgili haberler|tüm hakları saklıdır|haberin devamı|önerilen|benzer haberler|en çok okunan|diğer haberler|son dakika haberleri|editörün seçtikleri|bunlar da ilginizi|"
    "читайте также|все права защищены|подпишитесь на|подписывайтесь на|новости компаний|материалы по теме|по теме|самое читаемое|другие новости|популярное|смотрите также|самое важное|рекомендуем|новости партнеров",
    "اخبار مرتبط|تمامی حقوق|کلیه حقوق|کاربر گرامی|نظر بدهید|به اشتراک بگذارید|مطالب مرتبط|خبرهای مرتبط|آخرین اخبار|پربازدیدترین|پربیننده‌ترین|بیشتر بخوانید|در زمینه انتشار نظرات|نظر شما|نظرات|ارسال نظر|نظر دهید|عناوین دیگر|"
    "دیدگاه|"
    "עוד באותו נושא|כל הזכויות שמורות|מצאתם טעות|דווחו על|הצטרפו ל|הירשמו ל|קבלו עדכונים|רוצים לקבל|לכתבות נוספות|עוד בחדשות|כתבות נוספות|אולי יעניין אותך|קראו גם|קרא עוד|נקראות ביותר|כתבות קשורות|עוד ב|טרם התפרסמו|"
    "この記事を書いた人|無断転載|責任編集|责任编辑|版权所有|저작권자|무단전재|関連ニュース|関連記事|あわせて読みたい|アクセスランキング|おすすめ|有料会員になると|この記事は有料",
)
# Whole lines: as openings these would be too common.
_END_LINES = _phrases(
    labels("end line"),
    "اخترنا لك|من الأرشيف|أخبار قد تهمك|موضوعات قد تهمك|مواضيع قد تعجبك|الكلمات الدالة|أحدث الأخبار|آخر المقالات|مقالات مشابهة|مقالات متعلقة|مختارات|محتوى مقترح|"
    "قصص مقترحة|روابط سريعة|خريطة الموقع|أترك تعليقا|إلغاء الرد|أرسل تعليقك|شارك برأيك|الأكثر زيارة|الأكثر شعبية|الأكثر تعليقا|المقالات ذات الصلة|تصفح أيضا|إعلان ممول|برعاية|"
    "كتاب الرأي|تحقيقات|ملفات خاصة|بث مباشر|النشرة الإخبارية|الأرشيف",
    "popular|trending now|in pictures|newsletters|around the web|from the web|our picks|editors’ picks|editor’s picks|more news|latest|also read|promoted stories|"
    "sponsored content|paid content|view comments|show comments|join the conversation|comments are closed|latest stories|more from author|tags|topics|share this story",
    "à lire également|sur le même thème|notre sélection|nos newsletters|en direct|la rédaction|dans l’actualité|más noticias|temas relacionados|te recomendamos|etiquetas|"
    "lo último|newsletters|sobre el autor|mira también|más en|weitere artikel|auch interessant|schlagworte|themen|zur startseite|impressum|articoli correlati|"
    "ti potrebbe interessare|potrebbe interessarti|argomenti|le ultime|mais notícias|notícias relacionadas|recomendamos|veja mais|saiba mais|mais sobre",
    "ilginizi çekebilir|çok okunanlar|etiketler|sıradaki haber|sonraki haber|önceki haber|yasal uyarı|günün öne çıkanları|теги|также по теме|ещё по теме|еще по теме|ещё новости|"
    "все новости|лента новостей|главное|обсуждение|рекомендуемое|материалы партнёров|новости сми2|"
    "اخبار ویژه|پیشنهاد سردبیر|مهم‌ترین اخبار|تازه‌ترین اخبار|آخرین عناوین|پربحث‌ترین|برگزیده‌ها|دیدگاه شما|دیدگاه‌ها|نظرات کاربران|ارسال دیدگاه|مطالب پیشنهادی|"
    "כתבות מומלצות|עוד כתבות|הכי נצפות|מומלצים|פופולרי|לכל הכתבות|תגיות|כל התגובות|עוד בנושא|כתבות שאולי פספסתם|"
    "関連リンク|関連キーワード|おすすめ記事|ランキング|最新ニュース|人気記事|相关新闻|相关阅读|推荐阅读|热门文章|관련기사|많이 본 뉴스|댓글",
)
_COLUMN_ENDS = _openings("تعليقات القراء|comments|commentaires|comentarios|yorumlar|комментарии|תגובות|نظرات|コメント")
_CLOSING = re.compile(r"[/\s#\-]*(?:انتهي|انتهاي بيام|انتهي الخبر|ends?|\(end\))[/\s#\-.]*")
# What a site says of itself; two of them make a paragraph that is not the article's.
_SITE_TALK = tuple(
    tuple(sorted(_phrases(words, *filter(None, [labels(kind)]))))
    for kind, words in {
        "privacy": "privacy notice|privacy policy|privacidad|confidentialité|datenschutz|الخصوصية|حریم خصوصی|פרטיות|персональн|kişisel veri|gizlilik|プライバシー|cookie|çerez|"
        "ملفات تعريف الارتباط|עוגיות|aydınlatma",
        "newsletter": "newsletter|boletín|النشرة البريدية|bülten|рассылк|ניוזלטר|spam|e-posta|your email|بريدك|correo electrónico|votre adresse",
        "subscription": "subscri|abonn|suscri|assin|اشتراك|اشترك|مشترك|подпис|üye ol|üyelik|מנוי|会員|登録|購読",
        "terms": "terms of|conditions d|condiciones de|شروط الاستخدام|إرشادات الاستخدام|תנאי שימוש|пользовательск|sözleşme|利用規約|nutzungsbedingungen",
        "account": "your account|compte|cuenta|contraseña|mot de passe|password|log in|connecter|iniciar sesión|ログイン|şifre|парол|כניסה|حسابك",
        "device": "appareil|dispositivo|device|ordinateur|navigateur|browser|متصفح|браузер|tarayıcı|google",
        "comments": "التعليقات|تعليقك|مشاركات|نظرات|نظر شما|تایپ کنید|comment|תגובה|yorum|коммент",
        "disclaimer": "لا تعبر عن رأي|رأي الموقع|رأي موقع|مسؤولية|ویرایش|منتشر نمی|منتشر می‌شود|پس از تأیید|لغو پاسخ|third part|outside parties|online ads|إعلانات",
        "offer": "キャンペーン|読み放題|有料|月額|初トク|offre|oferta|promo|modalidad|formule|multicomptes|premium|gratis|gratuit",
        "production": "מחלקת שיתופי פעולה|מימונית של גורם|הופקה בידי",
        "partner": "בשיתוף|in partnership with|contenu partenaire|محتوى إعلاني|sponsored",
    }.items()
)


def is_button(folded: str, words: int) -> bool:
    """A whole line of button words, or an opening that only buttons and pointers have."""
    plain = folded.strip(_EDGES)
    if not plain or words > 2 * SHORT:
        return not plain
    if plain in _BUTTONS or _BUTTON_OPENINGS.match(plain) or _CLOSING.fullmatch(folded):
        return True
    parts = _words(plain)
    return bool(parts) and words <= 2 * SHORT and all(part in _SERVICES or part in _BUTTONS for part in parts)


def ends_article(folded: str, words: int) -> bool:
    """A heading of other articles, of comments, of the foot of the page."""
    plain = folded.strip(" \t-–—|*•«»\"'/.>#")
    if _ENDS.match(plain):
        return words <= 2 * SHORT
    return (words <= 4 and bool(_COLUMN_ENDS.match(plain))) or plain.strip(_EDGES) in _END_LINES


def is_site_talk(folded: str, words: int) -> bool:
    """Two of its words at least, and the more the longer the paragraph: articles speak of passwords and subscribers too."""
    topics = sum(any(map(folded.__contains__, phrases)) for phrases in _SITE_TALK)
    return topics >= 2 and words <= TALK_WORDS * topics


def _words(plain: str) -> Iterable[str]:
    return [part for part in re.split(r"[\s|/,،•·]+", plain) if part.strip(_EDGES)]
