// SPDX-License-Identifier: MIT
#pragma once

#include "core/domain/citation.h"
#include "core/domain/rank_reasons.h"
#include "core/evaluation/evaluation_types.h"

#include <QColor>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace freshet {

class ResultLabel;

/// Tries a query on one collection: the passages that it finds, the best first, and for each its text with the words of
/// the query marked and the reasons for its place.
class QueryPanel : public QWidget {
    Q_OBJECT

public:
    explicit QueryPanel(QWidget *parent = nullptr);

    void setMarkColor(const QColor &color);
    void setResult(const QList<Source> &sources, const QList<RankReasons> &reasons);
    void say(const QString &sentence); ///< About the result: an error, or a note.
    void clear(); ///< All but the query.
    QString query() const;

signals:
    void asked(const QString &query); ///< Trimmed, and not empty.
    void expected(const QString &query, const freshet::ExpectedPassage &passage); ///< What was found is right.

private:
    void ask();
    void showPassage(int row);
    void expect();

    QLineEdit *m_field; // child of this, as all below
    QPushButton *m_ask;
    ResultLabel *m_about;
    QListWidget *m_list;
    QWidget *m_detail;
    QLabel *m_place;
    QPushButton *m_expect;
    QPlainTextEdit *m_text;
    QTreeWidget *m_reasonList;
    QString m_asking;
    QString m_asked; ///< What m_sources were found for; the field may say something else by now.
    QList<Source> m_sources;
    QList<RankReasons> m_reasons;
    QColor m_markColor;
};

} // namespace freshet
