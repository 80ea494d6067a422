"""Which version a database comes from, asked before it is brought to this one."""

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

TRIAL = {
    "accounts": ("0002_token",),
    "annual_reports": ("0002_cells", "0003_comparing", "0004_reports_for_the_whole", "0005_spared_and_units"),
    "applications": (
        "0002_likeness_pictures_and_corrections", "0003_count_carried_cases_from_the_index",
        "0004_find_and_count_along_indexes", "0005_remember_words", "0006_count_pending_cases",
        "0007_seals_and_enclosed_files", "0008_found_instead", "0009_letters_without_proof",
        "0010_count_along_indexes_by_day",
    ),
    "oversight": ("0002_complaint_channel",),
    "search": ("0003_register_words",),
}  # fmt: skip
"""The steps that were taken into the first ones before 0.1.0. A database that took them all has the same tables."""


def settle() -> None:
    """Take over a database of the last state before 0.1.0; end the process if this version does not know the tables.

    Without this, Django would pass over steps that it does not know, and work on tables of another shape.
    """
    recorder = MigrationRecorder(connection)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("gongkai.")}
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    strange = {step for step in recorder.applied_migrations() if step[0] in ours and step not in known}
    if strange and strange == {(app, name) for app, names in TRIAL.items() for name in names}:
        for app, name in strange:
            recorder.record_unapplied(app, name)
    elif strange:
        named = "、".join(sorted(f"{app}.{name}" for app, name in strange))
        raise SystemExit(
            f"数据库的结构不是这个版本能用的（本版本不认识 {named}）：如果它用过更新的版本，请装那个版本；"
            "如果是 0.1.0 之前的试用数据，请用当时的版本打开，或把 GONGKAI_DATA 指到新的文件夹重新开始。"
        )
