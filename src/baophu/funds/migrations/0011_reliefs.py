import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funds', '0010_voluntary_sponsors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Relief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=400)),
                ('unit_code', models.CharField(db_index=True, max_length=24)),
                ('kind', models.CharField(choices=[('pension_suspension', 'Tạm dừng đóng vào quỹ hưu trí và tử tuất'), ('accident_reduction', 'Mức đóng thấp hơn vào quỹ tai nạn lao động, bệnh nghề nghiệp')], max_length=20)),
                ('from_month', models.DateField()),
                ('to_month', models.DateField()),
                ('document', models.CharField(max_length=200)),
                ('decided_on', models.DateField()),
                ('article', models.CharField(max_length=200)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_month__gte', models.F('from_month'))), name='relief_months_in_order')],
            },
        ),
    ]
