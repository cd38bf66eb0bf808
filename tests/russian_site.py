"""An invented project whose every word is Cyrillic: a Latin word on one of its pages is the interface's own."""

from __future__ import annotations

from typing import Final

FILES: Final = {
    "content/site.yaml": """\
title: "Дозор у плотины"
tagline: "Что известно о реке"
description: "Сводка о плотине"
situation: "Вода прибывает."
base_url: "https://weir.example/b/"
language: ru
page_size: 2
publish_text: full
author: "Вера Холм"
licence: "Свободная"
""",
    "content/actors.yaml": """\
holm:
  name: "Ада Холм"
  kind: person
  wikidata: Q1
  aliases: [{name: "мэр", kind: role, unless: ["бывший мэр"]}]
  formerly: [holm-old]
  roles: [{title: "мэр", of: town, valid: "2020/.."}]
town: {name: "Запрудск", kind: state, note: "Город у реки."}
guard: {name: "Речная стража", kind: armed-force, of: town}
friends: {name: "Друзья реки", kind: organisation}
silent: {name: "Безмолвные", kind: group}
""",
    "content/topics.yaml": """\
dams: {name: "Плотины", terms: ["плотин*"], iptc: "20000574"}
floods: {name: "Паводки", broader: dams, terms: ["паводок"]}
empty: {name: "Пустая тема"}
""",
    "content/sources.yaml": """\
post:
  name: "Речная почта"
  kind: newspaper
  home: "https://post.example/"
  grade: B
  grade_reason: "редко ошибается"
  country: "Запрудье"
  owner: "Город"
wire: {name: "Вести с воды", kind: agency}
""",
    "content/items/a1.md": """\
---
title: "Ворота открыты"
published: 2022-08-04
updated: 2022-08-05
source: post
via: [wire]
authors: ["Пётр Ива"]
url: "https://post.example/a1"
summary: "Коротко о воротах."
basis: {title: derived, published: file name, url: header}
actors: [holm, town, guard, friends]
topics: [dams]
statements:
  - {speaker: holm, text: "Мы откроем ворота,", kind: direct, named: "Ада Холм", topics: [dams], said: 2022-08-03,
     words: "в среду", rule: weekday-past, via: "пресс-служба"}
  - {speaker: null, text: "Вода прибывает", kind: indirect, topics: [dams, floods]}
events:
  - {when: 2022-08-03, text: "Река поднялась на метр.", actors: [town], topics: [floods], claimed_by: holm}
  - {when: 2022-09, text: "Назначены переговоры.", state: scheduled, named: "жители"}
  - {text: "Мост закрыт.", state: disputed}
figures:
  - {by: holm, measure: displaced, value: 40, qualifier: at least, of: "жителей", side: town,
     text: "сорок жителей ушли из домов"}
  - {by: guard, measure: displaced, value: 12000, text: "двенадцать тысяч ушли", named: "стража"}
  - {measure: damaged, value: 3, text: "три дома"}
cuts: [{reason: publisher-appeal, start: 0, end: 1, lines: 2, words: "Подпишитесь", rule: appeal-points}]
corrections: [{on: 2022-08-06, text: "Исправлено имя."}]
status: review
---

"Мы откроем ворота," сказала Ада Холм. Вода прибывает. По её словам, сорок жителей ушли из домов; двенадцать тысяч ушли,
ответила стража; три дома.

Река поднялась на метр. Назначены переговоры. Мост закрыт.
""",
    "content/items/a2.md": """\
---
title: "Стража отвечает"
published: 2022-08-05
source: post
actors: [guard, holm, town]
topics: [dams, floods]
statements:
  - {speaker: guard, text: "ворота останутся закрыты", kind: indirect, topics: [dams], verb: "сказал"}
  - {speaker: holm, text: "Ада Холм и стража помирятся", kind: indirect, topics: [dams]}
  - {speaker: guard, text: "Ада Холм ошибается", kind: indirect, topics: [dams]}
---

Стража: ворота останутся закрыты. Затем: Ада Холм и стража помирятся. И ещё: Ада Холм ошибается.
""",
    "content/items/a3.md": '---\ntitle: "Заметка без даты"\n---\n\nО реке.\n',
    "content/items/a4.md": '---\ntitle: "Письмо"\nstatus: retracted\n---\n\nЭтого видно быть не может.\n',
    "content/items/a5.md": (
        '---\ntitle: "Чужими словами"\npublished: 1990~\nlang: en\nactors: [holm]\nstatements:\n'
        '  - {speaker: holm, text: "The river rises", kind: direct, said: 199X}\n---\n\n"The river rises," she said.\n'
    ),
}  # fmt: skip
