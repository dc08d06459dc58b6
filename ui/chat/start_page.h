// SPDX-License-Identifier: MIT
#pragma once

#include "core/models/local_server_scan.h"

#include <QScrollArea>

#include <functional>

class QLabel;
class QVBoxLayout;

namespace freshet {

/// What stands where an empty chat has no messages yet: one sentence, and while no model is chosen a card with the
/// ways to one. Never in the way: the composer below works all the time.
class StartPage : public QScrollArea {
    Q_OBJECT

public:
    /// A server of this machine, in words.
    struct Offer {
        FoundServer server;
        QString name; ///< "Ollama".
    };

    explicit StartPage(QWidget *parent = nullptr);

    void setModel(const QString &label, bool isQuotesOnly);
    void setOffers(const QList<Offer> &offers);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

signals:
    void useRequested(const freshet::FoundServer &server);
    void addProviderRequested();
    void addDocumentsRequested();

private:
    void addRow(const QString &sentence, const QString &button, const std::function<void()> &action);
    void rebuildCard();
    void fitFont();
    void stackRows();

    QLabel *m_title = nullptr; // in the page that scrolls, as all below
    QWidget *m_card = nullptr;
    QVBoxLayout *m_rows = nullptr;
    QList<Offer> m_offers;
    bool m_isQuotesOnly = true;
};

} // namespace freshet
