

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name='ExternalSystem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('full_name', models.CharField(blank=True, max_length=250)),
                ('owner', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(max_length=40)),
                ('kind_label', models.CharField(blank=True, max_length=120)),
                ('scope', models.CharField(max_length=40)),
                ('scope_label', models.CharField(blank=True, max_length=120)),
                ('purpose', models.TextField(blank=True)),
                ('url', models.URLField(blank=True)),
                ('studies', models.JSONField(default=list)),
                ('verification', models.JSONField(default=dict)),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('name'), 'id'],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80, unique=True)),
                ('channel', models.CharField(choices=[('online', 'Bisa diajukan di portal ini'), ('redirect', 'Diajukan lewat aplikasi resmi lain'), ('counter', 'Hanya di loket')], max_length=10)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='accounts.agency')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Standard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('draft', 'Rancangan'), ('published', 'Berlaku'), ('superseded', 'Digantikan')], default='draft', max_length=12)),
                ('published_at', models.DateTimeField(null=True)),
                ('review_by', models.DateField(blank=True, null=True)),
                ('digest', models.CharField(help_text='SHA-256 of the catalogue item it was loaded from.', max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(max_length=40)),
                ('kind_label', models.CharField(blank=True, max_length=120)),
                ('summary', models.TextField(blank=True)),
                ('external_url', models.URLField(blank=True)),
                ('tags', models.JSONField(default=list)),
                ('notes', models.TextField(blank=True)),
                ('verification', models.JSONField(default=dict)),
                ('search_text', models.TextField(blank=True, help_text='Lower-case words that a search looks in.')),
                ('legal_basis', models.JSONField(default=list)),
                ('procedure', models.JSONField(default=list)),
                ('promise_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                ('promise_unit', models.CharField(default='working_days', max_length=20)),
                ('promise_text', models.TextField(blank=True)),
                ('fee_type', models.CharField(choices=[('free', 'Gratis'), ('fixed', 'Tarif tetap'), ('rule', 'Menurut ketentuan')], max_length=10)),
                ('fee_amount', models.BigIntegerField(blank=True, help_text='Whole rupiah; None where a rule applies.', null=True)),
                ('fee_text', models.TextField(blank=True)),
                ('fee_basis', models.TextField(blank=True)),
                ('tariffs', models.JSONField(default=list)),
                ('product', models.CharField(max_length=250)),
                ('product_kind', models.CharField(choices=[('permit', 'Dokumen bernomor yang diterbitkan portal ini'), ('outside', 'Diterbitkan sistem lain; nomor dan tanggalnya dicatat')], max_length=10)),
                ('validity_text', models.CharField(blank=True, max_length=250)),
                ('validity_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('facilities', models.TextField(blank=True)),
                ('competence', models.TextField(blank=True)),
                ('supervision', models.TextField(blank=True)),
                ('complaint_unit', models.CharField(blank=True, max_length=200)),
                ('complaint_channels', models.JSONField(default=list)),
                ('staffing', models.TextField(blank=True)),
                ('service_guarantee', models.TextField(blank=True)),
                ('safety_guarantee', models.TextField(blank=True)),
                ('evaluation', models.TextField(blank=True)),
                ('external_system', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.externalsystem')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standards', to='services.service')),
                ('technical_agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
            ],
            options={
                'ordering': [django.db.models.functions.text.Lower('name'), 'id'],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=60)),
                ('label', models.CharField(max_length=250)),
                ('kind', models.CharField(max_length=10)),
                ('presence', models.CharField(max_length=12)),
                ('accept', models.JSONField(default=list, help_text='File endings: "pdf", "jpg", "jpeg", "png".')),
                ('max_mb', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('condition', models.JSONField(blank=True, help_text='Like show_if; None: judged from the note.', null=True)),
                ('note', models.TextField(blank=True)),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='services.standard')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='FormField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('key', models.CharField(max_length=60)),
                ('label', models.CharField(max_length=250)),
                ('type', models.CharField(max_length=20)),
                ('required', models.BooleanField(default=False)),
                ('help', models.TextField(blank=True)),
                ('choices', models.JSONField(default=list, help_text='[{"value": ..., "label": ...}]')),
                ('constraints', models.JSONField(default=dict)),
                ('show_if', models.JSONField(blank=True, help_text='{"field": key, "in": [values]} or None: always', null=True)),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='services.standard')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Tier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(max_length=40)),
                ('days', models.DecimalField(decimal_places=2, help_text='Working days, may be a fraction.', max_digits=6)),
                ('note', models.TextField(blank=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tiers', to='services.standard')),
            ],
            options={
                'ordering': ['order', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['online', 'redirect', 'counter'])), name='service_channel_known'),
        ),
        migrations.AddIndex(
            model_name='standard',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_text'], name='standard_search', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='standard',
            constraint=models.UniqueConstraint(fields=('service', 'version'), name='standard_version_once'),
        ),
        migrations.AddConstraint(
            model_name='standard',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('service',), name='standard_one_published'),
        ),
        migrations.AddConstraint(
            model_name='standard',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'superseded'])), name='standard_status_known'),
        ),
        migrations.AddConstraint(
            model_name='standard',
            constraint=models.CheckConstraint(condition=models.Q(('promise_amount__isnull', True), ('promise_amount__gt', 0), _connector='OR'), name='standard_promise_positive'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.UniqueConstraint(fields=('standard', 'code'), name='requirement_code_once'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['file', 'data'])), name='requirement_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('presence__in', ['required', 'conditional'])), name='requirement_presence_known'),
        ),
        migrations.AddConstraint(
            model_name='formfield',
            constraint=models.UniqueConstraint(fields=('standard', 'key'), name='formfield_key_once'),
        ),
        migrations.AddConstraint(
            model_name='tier',
            constraint=models.UniqueConstraint(fields=('standard', 'code'), name='tier_code_once'),
        ),
        migrations.AddConstraint(
            model_name='tier',
            constraint=models.CheckConstraint(condition=models.Q(('days__gt', 0)), name='tier_days_positive'),
        ),
    ]
