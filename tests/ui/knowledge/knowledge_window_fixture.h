// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluation/evaluation_service.h"
#include "core/history/history_store.h"
#include "core/retrieval/index_database.h"
#include "core/retrieval/retrieval_service.h"
#include "core/settings/settings_store.h"
#include "tests/support/written_file.h"
#include "ui/chat/chat_collection_store.h"
#include "ui/knowledge/collection_panel.h"
#include "ui/knowledge/document_list_model.h"
#include "ui/knowledge/documents_panel.h"
#include "ui/knowledge/indexing_bar.h"
#include "ui/knowledge/knowledge_window.h"
#include "ui/language/language_controller.h"
#include "ui/theme/theme_controller.h"

#include <QDir>
#include <QDropEvent>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>

namespace freshet::test {

/// The knowledge window on a real index of real files.
class KnowledgeWindowFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr int kManyDropped = 101;

    void setUp()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<SettingsStore>(m_dir->filePath("settings.ini"));
        m_retrieval = std::make_unique<RetrievalService>(m_dir->filePath("index.db"));
        m_history = std::make_unique<HistoryStore>(m_dir->filePath("chats.db"));
        m_chats = std::make_unique<ChatCollectionStore>(*m_history, *m_retrieval, *m_settings);
        m_evaluation = std::make_unique<EvaluationService>(
            *m_retrieval, EvaluationService::Options{.directory = m_dir->filePath("evaluation")});
        m_window = std::make_unique<KnowledgeWindow>(
            KnowledgeWindow::Services{*m_retrieval, *m_evaluation, *m_settings, m_theme, *m_chats});
        m_window->open();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_VERIFY(!collections().isEmpty());
    }

    void tearDown()
    {
        m_window.reset();
        m_chats.reset();
        m_history.reset();
        m_evaluation.reset();
        m_retrieval.reset();
        m_language.setChoice("en");
        m_theme.setZoom(1);
    }

    QString write(const QString &name, const QByteArray &bytes)
    {
        return writtenFile(QDir(m_dir->path()).canonicalPath() + u'/' + name, bytes);
    }

    void drop(const QStringList &paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &path : paths)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        DocumentsPanel &panel = this->panel<DocumentsPanel>();
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&panel, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&panel, &event);
    }

    /// More files than are stored at once; nothing can be stored before the pause.
    void dropAndPause()
    {
        for (int i = 0; i < kManyDropped; ++i)
            write(QStringLiteral("many/%1.txt").arg(i), "The walrus.");
        IndexDatabase other(m_dir->filePath("index.db"));
        QVERIFY(other.open() && other.run("BEGIN IMMEDIATE"));
        drop({m_dir->filePath("many")});
        press("Pause");
        QVERIFY(other.run("COMMIT"));
    }

    void press(const QString &text, QWidget *in = nullptr)
    {
        const auto buttons = (in ? in : m_window.get())->findChildren<QPushButton *>();
        const auto at = std::find_if(buttons.begin(), buttons.end(), [&text](const QPushButton *button) {
            return QString(button->text()).remove(u'&') == text && button->isVisible();
        });
        QVERIFY2(at != buttons.end(), qPrintable(text));
        QVERIFY2((*at)->isEnabled(), qPrintable(text));
        (*at)->click();
    }

    void answerQuestion(const QString &button)
    {
        auto *const question = m_window->findChild<QMessageBox *>();
        QVERIFY(question);
        press(button, question);
    }

    void choose(const CollectionName &name) { panel<CollectionPanel>().setCurrent(name); }
    template <typename Panel>
    Panel &panel()
    {
        return *m_window->findChild<Panel *>();
    }
    QTreeView &table() { return *panel<DocumentsPanel>().findChild<QTreeView *>(); }
    DocumentListModel &documents() { return *panel<DocumentsPanel>().findChild<DocumentListModel *>(); }
    QListWidget &collectionList() { return *panel<CollectionPanel>().findChild<QListWidget *>(); }
    QStringList collections()
    {
        QStringList names;
        const auto *const list = panel<CollectionPanel>().findChild<QListWidget *>();
        for (int row = 0; row < list->count(); ++row)
            names << list->item(row)->data(Qt::AccessibleTextRole).toString();
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SettingsStore> m_settings;
    ThemeController m_theme{*qApp};
    std::unique_ptr<RetrievalService> m_retrieval;
    std::unique_ptr<HistoryStore> m_history;
    std::unique_ptr<ChatCollectionStore> m_chats;
    std::unique_ptr<EvaluationService> m_evaluation;
    std::unique_ptr<KnowledgeWindow> m_window;
    LanguageController m_language;
};

} // namespace freshet::test
