// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/domain/model_info.h"
#include "ui/settings/settings_search.h"
#include "ui/widgets/typed_texts.h"

#include <QDialog>
#include <QList>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace freshet {

class DocumentController;
class ExtraHeaderStore;
class FavouriteModels;
class HttpClient;
class LocalEndpoint;
class ModelChoice;
class ModelRefreshService;
class ProviderRegistry;
class RetrievalService;
class SecretStore;
class SettingsPage;
class SettingsStore;
class ShortcutController;
class ToolQueryModel;

/// All settings: a list of pages, the page that is chosen, and a search through the rows of all of them.
///
/// Whatever is changed applies at once, so there is nothing to confirm. A page is made when it is first seen. Which one
/// was seen last and the size of the dialog are kept from one start to the next.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    struct Services {
        ProviderRegistry &providers;
        ModelRefreshService &models;
        SettingsStore &settings;
        SecretStore &secrets;
        ExtraHeaderStore &headers;
        HttpClient &http;
        RetrievalService &retrieval;
        DocumentController &documents;
        ModelChoice &model;
        FavouriteModels &favourites;
        LocalEndpoint &endpoint;
        ToolQueryModel &toolQueries;
        ShortcutController &shortcuts;
    };

    /// What a dialog in another language goes on with.
    struct State {
        QHash<QString, TypedTexts> typed; ///< By page.
        QStringList said; ///< By the result labels of the page that is shown.
        int focus = -1; ///< The place of the control with the focus on the page that is shown; -1: elsewhere.
    };

    SettingsDialog(const Services &services, QWidget *parent);
    ~SettingsDialog() override;

    State state() const;
    void setState(const State &state); ///< Of a dialog with the same pages.
    void showProvider(const ProviderId &provider); ///< An unknown or empty one changes nothing.
    /// The page of the provider that failed so, with the cursor where that can be mended.
    void showRemedy(const ProviderId &provider, ErrorKind trouble);
    void showEndpoint(); ///< The page of the local endpoint.

protected:
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Page {
        QString id;
        SettingsPageText text;
        std::function<SettingsPage *()> make;
        SettingsPage *made = nullptr; // child of m_pages
    };

    void keepGeometry();
    void listPages();
    void addPage(const Page &page);
    void arrange();
    void fitList();
    void search(const QString &typed);
    void showProviderAt(const ProviderId &provider, const QUrl &baseUrl);
    void choose(const QString &id);
    void step(int direction);
    void showPage(int row);
    void putInTabOrder(SettingsPage &page);
    int pageOf(int row) const; ///< Its place in m_known; -1 for a heading.

    const Services m_services;
    SettingsSearch m_search;
    QList<Page> m_known;
    QHash<QString, TypedTexts> m_typed; ///< For pages that are not made yet.
    QLineEdit *m_field = nullptr; // child of this, as all below
    QListWidget *m_list = nullptr;
    QStackedWidget *m_pages = nullptr;
    QLabel *m_nothing = nullptr; // child of m_pages
    QPushButton *m_close = nullptr;
};

} // namespace freshet
