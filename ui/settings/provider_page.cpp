// SPDX-License-Identifier: MIT
#include "ui/settings/provider_page.h"

#include "core/models/model_refresh_service.h"
#include "core/providers/provider_registry.h"
#include "core/settings/key_reuse.h"
#include "core/settings/keys.h"
#include "core/settings/secret_name.h"
#include "core/settings/secret_store.h"
#include "core/settings/settings_store.h"
#include "ui/settings/key_question.h"
#include "ui/theme/icon_loader.h"
#include "ui/widgets/open_external.h"
#include "ui/widgets/plain_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

namespace {

QLabel *providerNote(QWidget *parent)
{
    auto *const label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QPushButton *providerButton(const QString &text, QWidget *parent)
{
    auto *const button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    return button;
}

QString keyHint(const ProviderInfo &info)
{
    return info.keyPrefix.isEmpty() ? ProviderPage::tr("Paste a key")
                                    : ProviderPage::tr("Paste a key; it usually begins with %1").arg(info.keyPrefix);
}

} // namespace

ProviderPage::ProviderPage(const ProviderId &provider, const Services &services, QWidget *parent)
    : QWidget(parent), m_provider(provider), m_services(services)
{
    const ProviderInfo &info = *services.providers.find(provider);
    auto *const title = new QLabel(info.name, this);
    title->setTextFormat(Qt::PlainText);
    QFont bold = title->font();
    bold.setPixelSize(QFontInfo(bold).pixelSize() * 17 / 14);
    bold.setBold(true);
    title->setFont(bold);

    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 16);
    column->setSpacing(16);
    column->addWidget(title);
    if (info.dialect == Dialect::Quotes) {
        QLabel *const about = providerNote(this);
        about->setText(tr("Answers by quoting the best passages of your documents. It is built in and needs nothing."));
        column->addWidget(about);
    } else {
        column->addWidget(makeUrlRow());
        column->addWidget(makeKeyRow(info));
        column->addWidget(makeTestRow());
        connect(&services.models, &ModelRefreshService::refreshFinished, this, [this](const ProviderId &id) {
            if (id == m_provider)
                showTestResult();
        });
        keepBaseUrl();
    }
    column->addStretch();
}

QWidget *ProviderPage::makeUrlRow()
{
    auto *const box = new QWidget(this);
    auto *const label = new QLabel(tr("&Base URL"), box);
    m_url = new QLineEdit(m_services.providers.baseUrl(m_provider).toString(), box);
    m_url->setPlaceholderText(QStringLiteral("http://127.0.0.1:8000/v1"));
    m_url->setClearButtonEnabled(false);
    label->setBuddy(m_url);
    m_resetUrl = providerButton(tr("Reset"), box);
    m_resetUrl->setAccessibleDescription(tr("Use the provider's own base URL"));
    m_urlNote = providerNote(box);

    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_url, 1);
    row->addWidget(m_resetUrl);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label);
    column->addLayout(row);
    column->addWidget(m_urlNote);
    connect(m_url, &QLineEdit::editingFinished, this, &ProviderPage::keepBaseUrl);
    connect(m_resetUrl, &QPushButton::clicked, this, [this] {
        m_url->clear();
        keepBaseUrl();
    });
    return box;
}

QWidget *ProviderPage::makeKeyRow(const ProviderInfo &info)
{
    auto *const box = new QWidget(this);
    auto *const label
        = new QLabel(info.needsKey ? tr("API &key") : tr("API &key (only if the server asks for one)"), box);
    m_key = new QLineEdit(box);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_key->setPlaceholderText(keyHint(info));
    label->setBuddy(m_key);
    m_keepKey = providerButton(tr("Save key"), box);
    m_keepKey->setEnabled(false);
    m_removeKey = providerButton(tr("Remove key"), box);
    m_removeKey->hide();
    m_keyState = providerNote(box);
    m_keepAgain = providerButton(tr("Try the keychain again"), box);
    m_keepAgain->hide();
    m_askReuse = new KeyQuestion(box);

    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_key, 1);
    row->addWidget(m_keepKey);
    row->addWidget(m_removeKey);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label);
    column->addLayout(row);
    column->addWidget(m_keyState);
    column->addWidget(m_keepAgain, 0, Qt::AlignLeft);
    column->addWidget(m_askReuse);
    if (!info.keyPage.isEmpty()) {
        QPushButton *const page = providerButton(tr("Get a key at %1").arg(info.keyPage.host()), box);
        page->setToolTip(plainToolTip(info.keyPage.toString()));
        connect(page, &QPushButton::clicked, this, [url = info.keyPage] { openExternal(url); });
        column->addWidget(page, 0, Qt::AlignLeft);
    }
    connect(m_key, &QLineEdit::textChanged, this,
        [this](const QString &text) { m_keepKey->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_key, &QLineEdit::editingFinished, this, [this] {
        if (m_key->isModified())
            keepKey();
    });
    connect(m_keepKey, &QPushButton::clicked, this, &ProviderPage::keepKey);
    connect(m_removeKey, &QPushButton::clicked, this, &ProviderPage::removeKey);
    connect(m_keepAgain, &QPushButton::clicked, this, &ProviderPage::keepKeyAgain);
    connect(m_askReuse, &KeyQuestion::accepted, this, &ProviderPage::reuseKey);
    connect(m_askReuse, &KeyQuestion::declined, this, [this] { m_keyOrigin.reset(); });
    return box;
}

QWidget *ProviderPage::makeTestRow()
{
    auto *const box = new QWidget(this);
    m_test = providerButton(tr("Test and refresh models"), box);
    m_use = providerButton(tr("Use for chats"), box);
    m_result = providerNote(box);
    m_result->setObjectName("testResult");
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_test);
    row->addWidget(m_use);
    row->addStretch();
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_result);
    connect(m_test, &QPushButton::clicked, this, &ProviderPage::test);
    connect(m_use, &QPushButton::clicked, this, [this] { emit useRequested(m_provider); });
    return box;
}

std::optional<Origin> ProviderPage::origin() const { return Origin::of(m_services.providers.baseUrl(m_provider)); }

void ProviderPage::keepBaseUrl()
{
    ProviderRegistry &providers = m_services.providers;
    const std::optional<Origin> before = origin();
    const bool isTyped = m_url->text().trimmed() != providers.baseUrl(m_provider).toString();
    QString note;
    if (isTyped) {
        if (const Status kept = providers.setBaseUrl(m_provider, m_url->text()); !kept) {
            m_urlNote->setText(kept.error().message);
            return;
        }
        const bool isOwn = providers.hasBaseUrlOverride(m_provider);
        m_services.settings.set(
            keys::baseUrl(m_provider), isOwn ? providers.baseUrl(m_provider).toString() : QString());
        m_url->setText(providers.baseUrl(m_provider).toString());
        if (before && origin() && *before != *origin())
            note = tr("This is another server. A key stored for %1 stays there and is not sent to %2.")
                       .arg(before->toString(), origin()->toString());
    }
    m_urlNote->setText(note);
    m_resetUrl->setEnabled(providers.hasBaseUrlOverride(m_provider));
    m_test->setEnabled(origin().has_value());
    m_use->setEnabled(origin().has_value());
    lookForKey();
}

void ProviderPage::lookForKey()
{
    m_keyState->clear();
    m_removeKey->hide();
    m_keepAgain->hide();
    m_askReuse->hide();
    const auto at = origin();
    m_key->setEnabled(at.has_value());
    if (!at)
        return;
    m_services.secrets.read(secretName(m_provider, *at), this, [this, at = *at](const Result<Secret> &secret) {
        if (at != origin()) { // moved on meanwhile; a key that waits here can still be asked for
            if (secret && !secret->isEmpty())
                m_keyOrigin = at;
            return;
        }
        if (!secret)
            showKeyState(secret.error().message, false);
        else
            takeFoundKey(at, *secret);
    });
}

void ProviderPage::takeFoundKey(const Origin &at, const Secret &secret)
{
    if (secret.isEmpty()) {
        if (const auto reuse = keyReuse(m_provider, m_keyOrigin, at))
            m_askReuse->ask(reuse->question());
        return;
    }
    m_keyOrigin = at;
    const QString name = secretName(m_provider, at);
    const bool isKept = m_services.secrets.place(name) == SecretPlace::Keychain;
    showKeyState(isKept ? tr("A key is stored for %1.").arg(at.toString())
                        : tr("There is a key for %1. %2").arg(at.toString(), m_services.secrets.placeNote(name)),
        true);
    m_keepAgain->setVisible(!isKept);
}

void ProviderPage::reuseKey()
{
    if (const auto reuse = keyReuse(m_provider, m_keyOrigin, origin()))
        freshet::reuseKey(m_services.secrets, *reuse, this, [this](const Status &kept) {
            if (kept)
                lookForKey();
            else
                showKeyState(kept.error().message, false);
        });
}

void ProviderPage::keepKeyAgain()
{
    const auto at = origin();
    if (!at)
        return;
    m_keepAgain->setEnabled(false);
    const QString name = secretName(m_provider, *at);
    const auto show = [this](const Status &) {
        m_keepAgain->setEnabled(true);
        lookForKey();
    };
    m_services.secrets.read(name, this, [this, name, show](const Result<Secret> &secret) {
        if (secret && !secret->isEmpty())
            m_services.secrets.write(name, *secret, this, show);
        else
            show({});
    });
}

void ProviderPage::showKeyState(const QString &sentence, bool hasKey)
{
    m_keyState->setText(sentence);
    m_removeKey->setVisible(hasKey);
    m_key->setPlaceholderText(
        hasKey ? tr("Paste another key to replace it") : keyHint(*m_services.providers.find(m_provider)));
}

void ProviderPage::keepKey()
{
    const auto at = origin();
    const Secret secret(m_key->text().trimmed());
    if (!at || secret.isEmpty() || m_key->isReadOnly())
        return;
    m_key->setReadOnly(true);
    m_key->setModified(false);
    m_keyState->setText(tr("Saving the key…"));
    m_services.secrets.write(secretName(m_provider, *at), secret, this, [this](const Status &kept) {
        m_key->setReadOnly(false);
        if (!kept) {
            showKeyState(kept.error().message, false); // and the key stays: nobody should have to paste it again
            return;
        }
        m_key->clear();
        m_services.models.keyChanged(m_provider);
        lookForKey();
    });
}

void ProviderPage::removeKey()
{
    const auto at = origin();
    if (!at)
        return;
    m_services.secrets.remove(secretName(m_provider, *at), this, [this](const Status &removed) {
        if (removed)
            m_services.models.keyChanged(m_provider);
        showKeyState(removed ? tr("The key was removed.") : removed.error().message, !removed);
        m_keepAgain->hide();
        if (removed)
            m_keyOrigin.reset();
    });
}

void ProviderPage::test()
{
    m_isTesting = true;
    m_test->setEnabled(false);
    m_result->setText(tr("Asking for the models…"));
    m_services.models.refresh(m_provider, ModelRefreshService::Mode::Force);
}

void ProviderPage::showTestResult()
{
    if (!m_isTesting)
        return;
    m_isTesting = false;
    m_test->setEnabled(true);
    const ModelRefreshService::State state = m_services.models.state(m_provider);
    if (state.error) {
        m_result->setText(state.error->message);
        return;
    }
    const auto count = std::count_if(state.models.cbegin(), state.models.cend(),
        [](const ModelInfo &model) { return model.origin == ModelOrigin::Live; });
    m_result->setText(count == 1 ? tr("It works: 1 model.") : tr("It works: %1 models.").arg(count));
}

} // namespace freshet
