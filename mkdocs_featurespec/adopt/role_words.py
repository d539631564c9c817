"""Words that headings and columns have for a role, in languages that the template does not speak.

They are hints: what a section is read as depends on what pages list below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_featurespec.model import Role

HEADING_WORDS: Mapping[Role, re.Pattern[str]] = {
    role: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for role, words in {
        Role.TABLES: r"tables?|tabelas?|tablas?|tabellen?|tabelle|tabell?en|tables? de données"
        r"|database|banco de dados|bases? de datos|base de données|datenbank\w*|database\w*"
        r"|datenmodell|datamodel|modelo de (?:dados|datos)|modèle de données|modello dati"
        r"|esquemas?|schemas?|таблиц\w*|базы? данных|表|数据库|数据表|テーブル|データベース|테이블",
        Role.ENDPOINTS: r"endpoints?|apis?|rotas?|rutas?|routen?|routes?|schnittstellen?"
        r"|interfaces?|эндпоинт\w*|接口|エンドポイント|엔드포인트",
        Role.EVENTS: r"events|eventos|ereignisse|événements|eventi|gebeurtenissen"
        r"|событи\w*|事件|イベント|이벤트|jobs|tarefas agendadas|tareas programadas|mensagens"
        r"|mensajes|nachrichten",
        Role.PERMISSIONS: r"permiss(?:ões|ão|ions?)|permisos?|permessi|berechtigung(?:en)?"
        r"|zugriffsrechte|autorizaç(?:ão|ões)|autorización|autorisations?|rechten|права доступа"
        r"|权限|権限|권한",
        Role.TESTS: r"testes|pruebas|testfälle|tests?|testing|casos de (?:teste|prueba)"
        r"|cenários de teste|cas de test|тест\w*|测试|テスト|테스트",
        Role.DECISIONS: r"(?:decis|quest|pergunt|pregunt|ponto|punto)\w+"
        r" (?:em aberto|abert\w+|abiert\w+|pendientes?|pendentes?)"
        r"|offene (?:fragen|punkte|entscheidungen)|questions ouvertes|open vragen"
        r"|открытые вопросы|未解決の課題|待定问题",
        Role.FLOWS: r"flux(?:o|os) d[eo]s? (?:usuários?|utilizador(?:es)?)"
        r"|flujos? de(?:l|los)? usuarios?|parcours utilisateurs?|nutzerflüsse|benutzerabläufe"
        r"|casos de us[o]|cas d'utilisation|anwendungsfälle",
        Role.DOMAIN: r"modelo de domínio|modelo de dominio|domänenmodell|modèle du domaine"
        r"|domeinmodel",
    }.items()
}

NAME_COLUMNS: Mapping[Role, frozenset[str]] = {
    Role.TABLES: frozenset(
        "table|tables|table name|database table|db table|tabela|tabelas|nome da tabela|tabla"
        "|tablas|nombre de la tabla|tabelle|tabellen|tabel|tabella|таблица|表|テーブル"
        "|테이블".split("|")
    ),
    Role.EVENTS: frozenset(
        "evento|eventos|ereignis|ereignisse|événement|événements|gebeurtenis|событие|事件"
        "|イベント|이벤트|mensagem|mensaje|nachricht".split("|")
    ),
}
"""How the column of names is headed, normalised as headings are."""
