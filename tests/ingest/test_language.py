"""The language of a text by its script and small words; sentences of our own."""

from __future__ import annotations

import pytest

from site_gen.ingest.language import detect_language

TEXTS = {
    "en": "The president said on Thursday that the government would not accept the terms and that it was for the "
    "soldiers to leave the area within days.",
    "fr": "Le président a dit jeudi que le gouvernement ne veut pas des conditions de l'accord et que les soldats "
    "sont sur le départ dans les jours qui viennent.",
    "es": "El presidente dijo el jueves que el gobierno no aceptará las condiciones del acuerdo y que los soldados se "
    "retirarán de la zona en los próximos días.",
    "pt": "O presidente disse na quinta-feira que o governo não aceitará as condições do acordo e que os soldados vão "
    "se retirar da zona nos próximos dias.",
    "de": "Der Präsident sagte am Donnerstag, dass die Regierung die Bedingungen des Abkommens nicht annehmen werde "
    "und die Soldaten sich in den nächsten Tagen zurückziehen.",
    "ru": "Президент заявил в четверг, что правительство не примет условия соглашения и что солдаты уйдут из района в "
    "ближайшие дни, как сообщило агентство.",
    "uk": "Президент заявив у четвер, що уряд не прийме умов угоди і що солдати відійдуть із зони, про це повідомило "
    "агентство, а також його служба.",
    "bg": "Президентът заяви в четвъртък, че правителството няма да приеме условията на споразумението и че войниците "
    "ще се изтеглят от зоната през следващите дни.",
    "sr": "Председник је рекао у четвртак да влада неће прихватити услове и да ће се војници повући из зоне, што је "
    "саопштила агенција која је то и објавила.",
    "az": "Prezident bildirib ki, hökumət sazişin şərtlərini qəbul etməyəcək və əsgərlər bu zonadan çox yaxında "
    "çıxarılacaq, bu barədə daha bir agentlik məlumat verib və o, ölkə üçün vacibdir.",
    "ar": "قال الرئيس يوم الخميس إن الحكومة لن تقبل شروط الاتفاق وإن الجنود سينسحبون من المنطقة في الأيام المقبلة كما "
    "ذكرت الوكالة التي نقلت ذلك عن مصدر في الوزارة على هامش المؤتمر",
    "fa": "رئیس جمهور روز پنجشنبه گفت که دولت شرایط این توافق را نخواهد پذیرفت و سربازان در روزهای آینده از منطقه خارج "
    "خواهند شد. این خبرگزاری به نقل از یک منبع در وزارت خارجه آن را گزارش کرد",
    "hy": "Նախագահը հինգշաբթի օրը հայտարարեց, որ կառավարությունը չի ընդունի համաձայնագրի պայմանները։",
    "zh": "总统星期四表示，政府不会接受协议的条件，士兵将在未来几天内撤出该地区。",
    "ja": "大統領は木曜日、政府は協定の条件を受け入れず、兵士は数日中に地域から撤退すると述べた。",
}


@pytest.mark.parametrize("lang", TEXTS)
def test_an_article_in_each_of_many_languages_is_known(lang: str) -> None:
    assert detect_language(TEXTS[lang]) == lang


@pytest.mark.parametrize(
    "text",
    ["", "Baku. Yerevan.", "1 2 3 " * 50, "Pashinyan Aliyev Putin Erdogan " * 10, "qwx zzk vvp " * 30],
    ids=["nothing", "two words", "numbers", "names alone", "no language"],
)
def test_what_is_not_sure_is_not_told(text: str) -> None:
    assert detect_language(text) == ""


def test_a_text_of_two_scripts_in_equal_parts_is_neither() -> None:
    assert detect_language(TEXTS["ru"] + " " + TEXTS["en"]) == ""


def test_a_foreign_quotation_does_not_change_the_language() -> None:
    assert detect_language(TEXTS["en"] * 3 + TEXTS["ru"]) == "en"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (("Вода отрезала город, мэрия сообщила: лодки везли хлеб, воду; дождь стих, вода пошла вниз. Мост закрыт, "
         "школы пусты, свет выключен, ждут помощи, молчат."), "ru"),
        (("Вода відрізала місто, мерія повідомила: човни везли хліб, воду; дощ ущух, вода пішла вниз. Міст закрито, "
         "школи порожні, світло вимкнено, чекають допомоги, мовчать."), "uk"),
        (("Вода града, лодки хлеб, мост затворен, дожд спря, воду вадят хора, дома пусти, всички чакат помощ, мълчат "
         "хора, дома пусти, мост затворен."), ""),
    ],
)  # fmt: skip
def test_where_small_words_are_few_the_letters_of_a_script_tell(text: str, lang: str) -> None:
    assert detect_language(text) == lang
