from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foundation.registry.clock import database_now
from mpp_portal.loading.checking import check, warnings
from mpp_portal.loading.reading import read_folder
from mpp_portal.loading.storing import absent, store

OWN_CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"


class Command(BaseCommand):
    help = "Load agencies, regions, outside systems, services and complaint categories. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=OWN_CATALOGUE)

    def handle(self, *, folder, **options):
        catalogue, faults = read_folder(folder)
        faults += check(catalogue)
        if faults:
            lines = "\n".join(f"  {fault}" for fault in faults)
            raise CommandError(
                f"Katalog ditolak, tidak ada yang disimpan. Perbaiki {len(faults)} hal ini:\n{lines}"
            )
        for sentence in warnings(catalogue):
            self.stderr.write(self.style.WARNING(f"Peringatan: {sentence}."))
        outcome = store(catalogue, now=database_now())
        for file, counts in outcome.items():
            self.stdout.write(
                f"{file}: {counts['created']} baru, {counts['changed']} berubah, {counts[None]} tetap."
            )
        for file, codes in absent(catalogue):
            self.stdout.write(f"{file}: tidak ada lagi di berkas, dibiarkan tersimpan: {', '.join(codes)}.")
        if not any(counts["created"] or counts["changed"] for counts in outcome.values()):
            self.stdout.write("Tidak ada yang berubah.")
