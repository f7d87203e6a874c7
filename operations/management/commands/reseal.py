import sys

from django.core.management.base import BaseCommand

from operations.resealing import reseal_all


class Command(BaseCommand):
    help = (
        "Seal everything anew by the first of VAULT_KEYS, so that the older ones can be taken out. "
        "Safe to repeat; ends with 1 while something is left under an older key."
    )

    def handle(self, **options):
        left = 0
        for outcome in reseal_all():
            left += outcome.left
            self.stdout.write(f"{outcome.name}: {outcome.resealed} disegel ulang, {outcome.left} tertinggal.")
        if left:
            self.stdout.write("Jangan cabut kunci lama. Jalankan perintah ini sekali lagi.")
            sys.exit(1)
        self.stdout.write("Semua tersegel dengan kunci pertama.")
