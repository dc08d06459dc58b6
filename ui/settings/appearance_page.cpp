// SPDX-License-Identifier: MIT
#include "ui/settings/appearance_page.h"

#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/wrap_layout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QVBoxLayout>

namespace freshet {

namespace {
constexpr int kSizeStep = 10;
constexpr int kSliderWidth = 280;

QString ownNameOf(const QString &language)
{
    const QLocale locale(language);
    return locale.language() == QLocale::English ? QStringLiteral("English") : locale.nativeLanguageName();
}
} // namespace

SettingsPageText AppearancePage::text()
{
    return {.title = tr("Appearance"),
        .words = tr("look display"),
        .rows = {{tr("Colours"), tr("theme light dark system mode night")},
            {tr("Text &size"), tr("zoom font larger smaller percent")},
            {tr("&Wrap long lines in code"), tr("break scroll sideways")},
            {tr("Draw &formulas"), tr("math maths LaTeX TeX dollar equation")},
            {tr("L&anguage"), tr("translation English German Deutsch Chinese 中文")}}};
}

AppearancePage::AppearancePage(SettingsStore &settings, QWidget *parent)
    : SettingsPage(text(), parent), m_settings(settings)
{
    addColours();
    addTextSize();
    addCheckBox(CodeWrap, keys::wrapCode,
        tr("When this is off, wide code scrolls sideways. Alt+Z does the same in the window."));
    addCheckBox(Formulas, keys::drawFormulas, tr("When this is off, answers show the source of formulas as it came."));
    addLanguage();
}

void AppearancePage::addColours()
{
    auto *const box = new QWidget(&body());
    box->setAccessibleName(titleOf(Colours));
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(new QLabel(titleOf(Colours), box));
    const std::pair<QString, QString> choices[] = {{QStringLiteral("system"), tr("As the s&ystem")},
        {QStringLiteral("light"), tr("&Light")}, {QStringLiteral("dark"), tr("&Dark")}};
    for (const auto &[name, title] : choices) {
        auto *const choice = new QRadioButton(title, box);
        choice->setAccessibleDescription(titleOf(Colours));
        column->addWidget(choice);
        m_settings.bind(
            keys::theme, choice, [choice, name = name](const QString &chosen) { choice->setChecked(chosen == name); });
        connect(choice, &QRadioButton::toggled, this, [this, name = name](bool isOn) {
            if (isOn)
                m_settings.set(keys::theme, name);
        });
    }
    addRow(Colours, box);
}

void AppearancePage::addTextSize()
{
    auto *const controls = new QWidget(&body());
    auto *const slider = new QSlider(Qt::Horizontal, controls);
    slider->setRange(keys::textZoomPercent.clean(0), keys::textZoomPercent.clean(1000));
    slider->setSingleStep(kSizeStep);
    slider->setPageStep(2 * kSizeStep);
    slider->setMaximumWidth(kSliderWidth);
    auto *const percent = new QLabel(controls);
    QPushButton *const reset = settingsButton(tr("&Reset"), controls);
    reset->setAccessibleName(tr("Reset the text size"));
    setPlainToolTip(*reset, tr("Back to 100 %"));
    auto *const line = new WrapLayout(controls);
    line->addWidget(slider);
    line->addWidget(percent);
    line->addWidget(reset);
    m_settings.bind(keys::textZoomPercent, slider, [slider, percent, reset](int value) {
        slider->setValue(value);
        percent->setText(tr("%1 %").arg(value));
        reset->setEnabled(value != keys::textZoomPercent.fallback);
    });
    connect(slider, &QSlider::valueChanged, this,
        [this](int value) { m_settings.set(keys::textZoomPercent, (value + kSizeStep / 2) / kSizeStep * kSizeStep); });
    connect(reset, &QPushButton::clicked, this,
        [this] { m_settings.set(keys::textZoomPercent, keys::textZoomPercent.fallback); });
    QWidget *const row = labelled(TextSize, controls, tr("Ctrl++ and Ctrl+- do the same in the window."));
    slider->setAccessibleName(tr("Text size in percent"));
    addRow(TextSize, row);
}

/// @p other says what is so when it is off.
void AppearancePage::addCheckBox(Row row, const Setting<bool> &setting, const QString &other)
{
    auto *const box = new QCheckBox(titleOf(row), &body());
    setPlainToolTip(*box, other);
    box->setAccessibleDescription(other);
    m_settings.bind(setting, box, [box](bool isOn) { box->setChecked(isOn); });
    connect(box, &QCheckBox::toggled, this, [this, &setting](bool isOn) { m_settings.set(setting, isOn); });
    addRow(row, box);
}

/// Each language by its own name: who reads no other must find it.
void AppearancePage::addLanguage()
{
    auto *const list = new QComboBox(&body());
    list->addItem(tr("As the system"), QString());
    for (const QString &name : keys::languages())
        list->addItem(ownNameOf(name), name);
    m_settings.bind(keys::language, list,
        [list](const QString &name) { list->setCurrentIndex(std::max(list->findData(name), 0)); });
    connect(list, &QComboBox::activated, this,
        [this, list] { m_settings.set(keys::language, list->currentData().toString()); });
    QWidget *const row
        = labelled(Language, list, tr("Of this program. Models answer in the language of the question."));
    row->layout()->setAlignment(list, Qt::AlignLeft);
    addRow(Language, row);
}

} // namespace freshet
