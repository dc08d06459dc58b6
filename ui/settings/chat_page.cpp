// SPDX-License-Identifier: MIT
#include "ui/settings/chat_page.h"

#include "core/models/model_refresh_service.h"
#include "core/settings/keys.h"
#include "core/settings/settings_store.h"
#include "ui/models/model_choice.h"
#include "ui/models/model_picker.h"
#include "ui/widgets/field_buttons.h"
#include "ui/widgets/lines_field.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {

constexpr int kNumberWidth = 240;
constexpr int kLeastModelWidth = 160;
constexpr int kLinesOfInstructions = 5;
constexpr int kLinesOfStops = 3;

/// As people of this language write it, or as programs do.
template <typename T>
std::optional<T> numberIn(const QString &typed)
{
    bool isNumber = false;
    T value{};
    for (const QLocale &locale : {QLocale(), QLocale::c()}) {
        if constexpr (std::is_same_v<T, double>)
            value = locale.toDouble(typed, &isNumber);
        else
            value = locale.toInt(typed, &isNumber);
        if (isNumber)
            return value;
    }
    return {};
}

template <typename T>
QString numberWords(const std::optional<T> &value)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    if (!value)
        return {};
    if constexpr (std::is_same_v<T, double>)
        return locale.toString(*value, 'g', QLocale::FloatingPointShortest);
    else
        return locale.toString(*value);
}

} // namespace

SettingsPageText ChatPage::text()
{
    return {.title = tr("Chat"),
        .words = tr("questions answers"),
        .rows = {{tr("&Model for questions"), tr("default provider favourite")},
            {tr("&Enter sends the question"), tr("return newline shortcut")},
            {tr("A model names &chats"), tr("title heading name first question")},
            {tr("&Instructions for every question"), tr("system prompt role persona")},
            {tr("&Temperature"), tr("generation parameters sampling creativity random")},
            {tr("To&p p"), tr("generation parameters sampling nucleus top_p")},
            {tr("&Longest answer, in tokens"), tr("generation parameters max tokens limit length")},
            {tr("See&d"), tr("generation parameters random reproducible")},
            {tr("&Reasoning effort"), tr("generation parameters thinking")},
            {tr("St&op texts"), tr("generation parameters sequences end")}}};
}

ChatPage::ChatPage(const Services &services, QWidget *parent) : SettingsPage(text(), parent), m_services(services)
{
    addModel();
    addSendKey();
    addTitles();
    addInstructions();
    addNumber(Temperature, keys::temperature, tr("0 to 2. Higher is more varied, lower more predictable."),
        tr("The temperature is a number from 0 to 2."));
    addNumber(TopP, keys::topP, tr("0 to 1. Leaves out unlikely words; usually changed instead of the temperature."),
        tr("Top p is a number from 0 to 1."));
    addNumber(MaxTokens, keys::maxTokens, tr("A token is about three quarters of a word. Answers end there."),
        tr("The longest answer is a whole number of tokens, at least 1."));
    addNumber(Seed, keys::seed, tr("The same number gives similar answers to the same question, where supported."),
        tr("The seed is a whole number, at least 0."));
    addEffort();
    addStop();
}

void ChatPage::addModel()
{
    m_model = settingsButton({}, &body());
    m_model->setMinimumWidth(kLeastModelWidth); // a long name gives way to a narrow window
    const auto show = [this] {
        const QString label = m_services.model.label();
        m_model->setText(plainLabel(label));
        setPlainToolTip(*m_model, label);
        m_model->setAccessibleName(tr("Model for questions: %1").arg(label));
    };
    connect(m_model, &QPushButton::clicked, this, &ChatPage::pickModel);
    connect(&m_services.model, &ModelChoice::changed, this, show);
    connect(&m_services.models, &ModelRefreshService::modelsChanged, this, show);
    show();
    QWidget *const row = labelled(Model, m_model, tr("The window's model button changes the same."));
    row->layout()->setAlignment(m_model, Qt::AlignLeft);
    addRow(Model, row);
}

void ChatPage::pickModel()
{
    if (!m_picker) {
        m_picker = new ModelPicker(m_services.models, m_services.providers, m_services.favourites, this);
        connect(m_picker, &ModelPicker::chosen, &m_services.model, &ModelChoice::choose);
        connect(m_picker, &ModelPicker::setUpRequested, this, &ChatPage::setUpRequested);
    }
    m_picker->openBelow(*m_model, m_services.model.current());
}

void ChatPage::addSendKey()
{
    auto *const box = new QCheckBox(titleOf(SendKey), &body());
    const QString other = tr("Shift+Enter begins a new line. When this is off, Ctrl+Enter sends.");
    setPlainToolTip(*box, other);
    box->setAccessibleDescription(other);
    m_services.settings.bind(keys::sendOnEnter, box, [box](bool isOn) { box->setChecked(isOn); });
    connect(box, &QCheckBox::toggled, this, [this](bool isOn) { m_services.settings.set(keys::sendOnEnter, isOn); });
    addRow(SendKey, box);
}

void ChatPage::addTitles()
{
    auto *const box = new QCheckBox(titleOf(Titles), &body());
    const QString more = tr("The model that gave a chat's first answer is asked for a title, which costs a few tokens. "
                            "When this is off, a chat is named by its first question, here.");
    setPlainToolTip(*box, more);
    box->setAccessibleDescription(more);
    m_services.settings.bind(keys::titlesByModel, box, [box](bool isOn) { box->setChecked(isOn); });
    connect(box, &QCheckBox::toggled, this, [this](bool isOn) { m_services.settings.set(keys::titlesByModel, isOn); });
    addRow(Titles, box);
}

void ChatPage::addInstructions()
{
    auto *const field = new LinesField(kLinesOfInstructions, &body());
    field->setPlaceholderText(tr("For example: Answer in German. I am a nurse; skip the basics."));
    m_services.settings.bind(keys::instructions, field, [field](const QString &text) { field->setText(text); });
    connect(field, &LinesField::edited, this,
        [this](const QString &text) { m_services.settings.set(keys::instructions, text); });
    addRow(Instructions, labelled(Instructions, field, tr("The system prompt: sent before each of your questions.")));
}

template <typename T>
void ChatPage::addNumber(Row row, const Setting<std::optional<T>> &setting, const QString &hint, const QString &range)
{
    auto *const field = new QLineEdit(&body());
    field->setPlaceholderText(tr("As the provider decides"));
    field->setMaximumWidth(kNumberWidth);
    addClearButton(*field);
    m_services.settings.bind(setting, field, [field](const std::optional<T> &value) {
        if (numberIn<T>(field->text()) != value)
            field->setText(numberWords(value));
    });
    QWidget *const box = labelled(row, field, hint);
    auto *const wrong = new ResultLabel(box);
    box->layout()->addWidget(wrong);
    connect(field, &QLineEdit::textEdited, this, [this, field, wrong, setting, range](const QString &text) {
        const QString typed = text.trimmed();
        const std::optional<T> value = numberIn<T>(typed);
        const bool isGood = typed.isEmpty() || (value && setting.clean(value) == value);
        wrong->say(isGood ? QString() : range);
        if (!isGood)
            return;
        m_services.settings.set(setting, value);
        field->setModified(false);
    });
    addRow(row, box);
}

void ChatPage::addEffort()
{
    auto *const list = new QComboBox(&body());
    list->addItem(tr("As the provider decides"), QString());
    for (const QString &word : keys::reasoningEfforts())
        list->addItem(word, word);
    list->setMaximumWidth(kNumberWidth);
    m_services.settings.bind(keys::reasoningEffort, list,
        [list](const QString &word) { list->setCurrentIndex(std::max(list->findData(word), 0)); });
    connect(list, &QComboBox::activated, this,
        [this, list] { m_services.settings.set(keys::reasoningEffort, list->currentData().toString()); });
    addRow(Effort,
        labelled(Effort, list, tr("How long a reasoning model thinks before it answers. Other models ignore it.")));
}

void ChatPage::addStop()
{
    auto *const field = new LinesField(kLinesOfStops, &body());
    field->setPlaceholderText(tr("None"));
    const auto textsIn = [](const QString &text) { return text.split(u'\n', Qt::SkipEmptyParts); };
    m_services.settings.bind(keys::stopTexts, field, [field, textsIn](const QStringList &texts) {
        if (texts != textsIn(field->toPlainText()))
            field->setText(texts.join(u'\n'));
    });
    connect(field, &LinesField::edited, this,
        [this, textsIn](const QString &text) { m_services.settings.set(keys::stopTexts, textsIn(text)); });
    addRow(Stop, labelled(Stop, field, tr("One a line. An answer ends before the first of them.")));
}

} // namespace freshet
