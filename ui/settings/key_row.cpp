// SPDX-License-Identifier: MIT
#include "ui/settings/key_row.h"

#include "core/providers/provider_registry.h"
#include "core/settings/key_reuse.h"
#include "core/settings/secret_name.h"
#include "core/settings/secret_store.h"
#include "ui/settings/key_question.h"
#include "ui/settings/settings_page.h"
#include "ui/widgets/open_external.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/result_label.h"
#include "ui/widgets/wrap_layout.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace freshet {

KeyRow::KeyRow(const ProviderInfo &provider, const QString &title, const Services &services, QWidget *parent)
    : QWidget(parent), m_provider(provider), m_services(services)
{
    auto *const label = new QLabel(title, this);
    label->setWordWrap(true);
    makeField();
    label->setBuddy(m_key);
    auto *const row = new WrapLayout;
    row->addWidget(m_key);
    row->addWidget(m_keep);
    row->addWidget(m_remove);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label);
    column->addLayout(row);
    column->addWidget(m_state);
    column->addWidget(m_keepAgain, 0, Qt::AlignLeft);
    column->addWidget(m_askReuse);
    if (!provider.keyPage.isEmpty())
        column->addWidget(makeKeyPageButton(), 0, Qt::AlignLeft);
    lookForKey();
}

void KeyRow::makeField()
{
    m_key = new QLineEdit(this);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_key->setPlaceholderText(hint());
    setPlainToolTip(*m_key, tr("Kept in the system's keychain, and sent to this server only"));
    m_keep = settingsButton(tr("&Save key"), this);
    m_keep->setEnabled(false);
    m_remove = settingsButton(tr("Re&move key"), this);
    m_remove->hide();
    m_state = new ResultLabel(this);
    m_keepAgain = settingsButton(tr("Try the keychain again"), this);
    m_keepAgain->hide();
    m_askReuse = new KeyQuestion(this);
    connect(m_key, &QLineEdit::textChanged, this,
        [this](const QString &text) { m_keep->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_key, &QLineEdit::editingFinished, this, [this] {
        if (m_key->isModified())
            keepKey();
    });
    connect(m_keep, &QPushButton::clicked, this, &KeyRow::keepKey);
    connect(m_remove, &QPushButton::clicked, this, &KeyRow::removeKey);
    connect(m_keepAgain, &QPushButton::clicked, this, &KeyRow::keepKeyAgain);
    connect(m_askReuse, &KeyQuestion::accepted, this, &KeyRow::reuseKey);
    connect(m_askReuse, &KeyQuestion::declined, this, [this] { m_keyOrigin.reset(); });
}

QPushButton *KeyRow::makeKeyPageButton()
{
    QPushButton *const page = settingsButton(tr("&Get a key…"), this);
    setPlainToolTip(*page, tr("Opens %1 in the browser").arg(m_provider.keyPage.toString()));
    page->setAccessibleName(tr("Get a key at %1").arg(m_provider.keyPage.host()));
    connect(page, &QPushButton::clicked, this, [url = m_provider.keyPage] { openExternal(url); });
    return page;
}

QString KeyRow::hint() const
{
    return m_provider.keyPrefix.isEmpty() ? tr("Paste a key")
                                          : tr("Paste a key; it usually begins with %1").arg(m_provider.keyPrefix);
}

std::optional<Origin> KeyRow::origin() const { return Origin::of(m_services.providers.baseUrl(m_provider.id)); }

void KeyRow::lookForKey()
{
    m_state->say({});
    m_remove->hide();
    m_keepAgain->hide();
    m_askReuse->hide();
    const auto at = origin();
    m_key->setEnabled(at.has_value());
    if (!at)
        return;
    m_services.secrets.read(secretName(m_provider.id, *at), this, [this, at = *at](const Result<Secret> &secret) {
        if (at != origin()) { // moved on meanwhile; a key that waits here can still be asked for
            if (secret && !secret->isEmpty())
                m_keyOrigin = at;
            return;
        }
        if (!secret) // one that is lost can be forgotten
            showState(secret.error().message, secret.error().kind == ErrorKind::Auth);
        else
            takeFoundKey(at, *secret);
    });
}

void KeyRow::takeFoundKey(const Origin &at, const Secret &secret)
{
    if (secret.isEmpty()) {
        if (const auto reuse = keyReuse(m_provider.id, m_keyOrigin, at))
            m_askReuse->ask(reuse->question());
        return;
    }
    m_keyOrigin = at;
    const QString name = secretName(m_provider.id, at);
    const bool isKept = m_services.secrets.place(name) == SecretPlace::Keychain;
    showState(isKept ? tr("A key is stored for %1.").arg(at.toString())
                     : tr("There is a key for %1. %2").arg(at.toString(), m_services.secrets.placeNote(name)),
        true);
    m_keepAgain->setVisible(!isKept);
}

void KeyRow::reuseKey()
{
    const auto reuse = keyReuse(m_provider.id, m_keyOrigin, origin());
    if (!reuse)
        return;
    freshet::reuseKey(m_services.secrets, *reuse, this, [this](const Status &kept) {
        if (!kept)
            return showState(kept.error().message, false);
        lookForKey();
        emit keyChanged();
    });
}

void KeyRow::keepKeyAgain()
{
    const auto at = origin();
    if (!at)
        return;
    m_keepAgain->setEnabled(false);
    const QString name = secretName(m_provider.id, *at);
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

void KeyRow::showState(const QString &sentence, bool hasKey)
{
    m_state->say(sentence);
    if (!hasKey && m_remove->hasFocus())
        m_key->setFocus();
    m_remove->setVisible(hasKey);
    m_key->setPlaceholderText(hasKey ? tr("Paste another key to replace it") : hint());
}

void KeyRow::keepKey()
{
    const auto at = origin();
    const Secret secret(m_key->text().trimmed());
    if (!at || secret.isEmpty() || m_key->isReadOnly())
        return;
    m_key->setReadOnly(true);
    m_key->setModified(false);
    m_state->say(tr("Saving the key…"));
    m_services.secrets.write(secretName(m_provider.id, *at), secret, this, [this](const Status &kept) {
        m_key->setReadOnly(false);
        if (!kept) {
            showState(kept.error().message, false); // and the key stays: nobody should have to paste it again
            return;
        }
        m_key->clear();
        lookForKey();
        emit keyChanged();
    });
}

void KeyRow::askForKey() { m_key->setFocus(Qt::OtherFocusReason); }

void KeyRow::removeKey()
{
    const auto at = origin();
    if (!at)
        return;
    m_services.secrets.remove(secretName(m_provider.id, *at), this, [this](const Status &removed) {
        showState(removed ? tr("The key was removed.") : removed.error().message, !removed);
        m_keepAgain->hide();
        if (!removed)
            return;
        m_keyOrigin.reset();
        emit keyChanged();
    });
}

} // namespace freshet
