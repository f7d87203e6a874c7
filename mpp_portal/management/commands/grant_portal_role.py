from django.core.management.base import BaseCommand
from django.db import connection

APPEND_ONLY = ("audit_entry", "sla_timerevent")


class Command(BaseCommand):
    help = (
        "Grant the portal's own database role what it needs and no more. Run as the owner after each migrate."
    )

    def add_arguments(self, parser):
        parser.add_argument("--role", default="mpp_portal")

    def handle(self, *, role, **options):
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(role)
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
            cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
            cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
            for table in APPEND_ONLY:
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {name}")
        self.stdout.write(f"Role {role} may use the portal's tables.")
