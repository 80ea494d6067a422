import json

from django.db import migrations

from gongkai.web.applications.services.identities import Identity, known_by
from gongkai.web.audit.services import Refused
from gongkai.web.files.vault import decrypt_text
from gongkai.web.search import registers


def remember(apps, editor):
    """Make the cases that are already there as easy to find as new ones."""
    cases = apps.get_model("applications", "Application").objects.order_by("pk")
    for one in cases.only("organ_id", "arrived_on", "number", "content", "known_as").iterator(2000):
        text = "\n".join((one.number, one.content, one.known_as))
        registers.put([(one.pk, (f"o{one.organ_id}", f"y{one.arrived_on.year}"), text)])
    mark = apps.get_model("applications", "KnownBy")
    for one in apps.get_model("applications", "Applicant").objects.filter(erased_on=None).iterator(2000):
        try:
            told = json.loads(decrypt_text(one.owner, one.sealed))
        except Refused:
            continue
        who = {name: told.get(name, "") for name in ("name", "number", "phone", "agent", "agent_number")}
        others = Identity(**who, representative=told.get("representative", ""), others=tuple(told.get("others", ())))
        mark.objects.bulk_create(mark(applicant_id=one.pk, digest=digest) for digest in known_by(others))


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_find_and_count_along_indexes"), ("search", "0003_register_words")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
