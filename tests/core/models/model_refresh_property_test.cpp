// SPDX-License-Identifier: MIT
#include "core/models/model_refresh_service.h"
#include "tests/support/fake_model_source.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

#include <memory>

using namespace freshet;
using namespace freshet::test;

namespace {

const ProviderId kVendor = "vendor";
constexpr int kSequences = 600;
constexpr int kSteps = 60;
constexpr int kIds = 12;

QString idOf(int number) { return QStringLiteral("m%1").arg(number); }

QSet<QString> listedIn(const QList<ModelInfo> &models)
{
    QSet<QString> ids;
    for (const ModelInfo &model : models) {
        if (!model.isGone() && model.origin != ModelOrigin::Cached)
            ids.insert(model.ref.model);
    }
    return ids;
}

} // namespace

/// The service under long random sequences of everything that may happen to it, against a plain model of what must
/// hold.
class ModelRefreshPropertyTest : public QObject {
    Q_OBJECT

private slots:
    void holdsWhateverComes();

private:
    /// What must be so, kept in the plainest way.
    struct Expected {
        struct Address {
            QDateTime refreshedAt;
            QSet<QString> listed;
            QMap<QString, QDateTime> gone;
        };

        Address &here() { return addresses[address]; }

        void take(const QSet<QString> &models, const QDateTime &now)
        {
            Address &at = here();
            const QSet<QString> lost = at.listed - models;
            added = at.refreshedAt.isValid() ? static_cast<int>((models - at.listed).size()) : 0;
            gone = static_cast<int>(lost.size());
            for (const QString &id : lost)
                at.gone.insert(id, now);
            const QStringList marked = at.gone.keys();
            for (const QString &id : marked) {
                if (models.contains(id) || (!inUse.contains(id) && at.gone.value(id).daysTo(now) >= 30))
                    at.gone.remove(id);
            }
            at.listed = models;
            at.refreshedAt = now;
            error.reset();
        }

        QMap<int, Address> addresses;
        int address = 0;
        QSet<QString> inUse;
        std::optional<ErrorKind> error;
        int added = 0;
        int gone = 0;
        bool isRefreshing = false;
    };

    void begin();
    void step();
    void answer();
    void answerLate();
    void startOver();
    void refresh(ModelRefreshService::Mode mode);
    void changeModelsInUse();
    QList<ModelInfo> someModels();
    QString broken() const; ///< What does not hold; empty when all does.

    int pick(int bound) { return static_cast<int>(m_random.bounded(bound)); }

    QRandomGenerator m_random;
    QDateTime m_now;
    Expected m_expected;
    std::unique_ptr<FakeModelSource> m_source;
    QList<QPointer<ModelListFetch>> m_outdated;
    std::unique_ptr<ModelRefreshService> m_service;
    QStringList m_done; ///< The sequence so far, for the one that fails.
};

void ModelRefreshPropertyTest::begin()
{
    m_service.reset();
    m_now = QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
    m_expected = {};
    m_outdated.clear();
    m_done.clear();
    m_source = std::make_unique<FakeModelSource>();
    m_service = std::make_unique<ModelRefreshService>(*m_source,
        ModelRefreshService::Options{.clock = [this] { return m_now; },
            .jitter = [this] { return m_random.generateDouble(); },
            .retryWaits = {}});
    m_service->setBaseUrl(kVendor, QUrl("http://127.0.0.1:1/v1"));
}

QList<ModelInfo> ModelRefreshPropertyTest::someModels()
{
    QList<ModelInfo> models;
    for (int i = 0; i < kIds; ++i) {
        const ModelInfo model{.ref = {kVendor, idOf(i)}, .name = idOf(i), .origin = ModelOrigin::Live};
        for (int times = pick(3); times > 0; --times) // some not, some twice
            models << model;
    }
    return models;
}

void ModelRefreshPropertyTest::answer()
{
    if (!m_expected.isRefreshing)
        return;
    m_expected.isRefreshing = false;
    const QList<Error> errors{{.kind = ErrorKind::Auth, .httpStatus = 401}, {.kind = ErrorKind::Timeout},
        {.kind = ErrorKind::Protocol, .httpStatus = 200}, {.kind = ErrorKind::Network, .retryable = true}};
    QList<ModelInfo> models;
    switch (const int what = pick(8)) {
    case 0:
        m_done << "empty";
        break;
    case 1:
        m_done << "garbage";
        for (const QString &id : {QString("a\nb"), QString(), QString(400, u'x')})
            models << ModelInfo{.ref = {kVendor, id}, .origin = ModelOrigin::Live};
        break;
    case 2:
    case 3:
    case 4:
    case 5:
        m_done << QStringLiteral("error %1").arg(what);
        m_expected.error = errors.at(what - 2).kind;
        return m_source->answer(failure(errors.at(what - 2)));
    default:
        models = someModels();
        m_done << QStringLiteral("list of %1").arg(models.size());
        if (models.isEmpty())
            break;
        m_expected.take(listedIn(models), m_now);
        models.insert(pick(static_cast<int>(models.size()) + 1),
            ModelInfo{.ref = {kVendor, "\x1b[31m"}, .origin = ModelOrigin::Live}); // dropped alone
        return m_source->answer(models);
    }
    m_expected.error = ErrorKind::Empty;
    m_source->answer(models);
}

void ModelRefreshPropertyTest::answerLate()
{
    m_done << "late";
    for (const QPointer<ModelListFetch> &fetch : std::as_const(m_outdated)) {
        if (fetch)
            emit fetch->finished(
                QList<ModelInfo>{{.ref = {kVendor, "late"}, .name = "late", .origin = ModelOrigin::Live}});
    }
}

void ModelRefreshPropertyTest::startOver()
{
    if (m_source->running)
        m_outdated << m_source->running;
    m_expected.error.reset();
    m_expected.isRefreshing = true;
}

void ModelRefreshPropertyTest::refresh(ModelRefreshService::Mode mode)
{
    m_done << (mode == ModelRefreshService::Mode::Force ? "force" : "if stale");
    const bool isStale = m_service->state(kVendor).isStale;
    const int before = m_source->fetches;
    m_service->refresh(kVendor, mode);
    if (mode == ModelRefreshService::Mode::Force)
        m_expected.isRefreshing = true;
    else if (isStale && !m_expected.error)
        m_expected.isRefreshing = true;
    else
        m_expected.isRefreshing = m_expected.isRefreshing || m_source->fetches > before; // whether the pause is over
    if (!isStale && mode == ModelRefreshService::Mode::IfStale)
        QCOMPARE(m_source->fetches, before);
}

void ModelRefreshPropertyTest::changeModelsInUse()
{
    m_done << "in use";
    m_expected.inUse.clear();
    QSet<ModelRef> refs;
    for (int i = pick(4); i > 0; --i) {
        const QString id = idOf(pick(kIds));
        m_expected.inUse.insert(id);
        refs.insert({kVendor, id});
    }
    m_service->setModelsInUse(refs);
}

void ModelRefreshPropertyTest::step()
{
    switch (pick(12)) {
    case 0:
        return refresh(ModelRefreshService::Mode::IfStale);
    case 1:
    case 2:
        return refresh(ModelRefreshService::Mode::Force);
    case 3:
        m_done << "key";
        startOver();
        return m_service->accessChanged(kVendor);
    case 4: {
        const int address = pick(3);
        m_done << QStringLiteral("address %1").arg(address);
        if (address != m_expected.address) {
            startOver();
            m_expected.address = address;
            m_expected.added = m_expected.gone = 0;
        }
        return m_service->setBaseUrl(kVendor, QUrl(QStringLiteral("http://127.0.0.1:%1/v1").arg(address + 1)));
    }
    case 5:
        return answerLate();
    case 6:
        return changeModelsInUse();
    case 7:
        m_done << "time";
        m_now = m_now.addSecs(pick(3) == 0 ? 86400 * pick(40) : pick(2000));
        return;
    default:
        return answer();
    }
}

QString ModelRefreshPropertyTest::broken() const
{
    const ModelRefreshService::State state = m_service->state(kVendor);
    const Expected::Address at = m_expected.addresses.value(m_expected.address);
    if (state.isRefreshing != m_expected.isRefreshing)
        return "isRefreshing";
    if (state.error.has_value() != m_expected.error.has_value()
        || (state.error && state.error->kind != *m_expected.error))
        return "error";
    if (state.refreshedAt != at.refreshedAt)
        return "refreshedAt";
    if (state.added != m_expected.added || state.gone != m_expected.gone)
        return "added and gone";
    QSet<QString> seen;
    for (const ModelInfo &model : state.models) {
        const QString id = model.ref.model;
        if (seen.contains(id))
            return "twice: " + id;
        seen.insert(id);
        if (model.goneSince != at.gone.value(id))
            return "date of " + id;
        if (!at.listed.contains(id) && !at.gone.contains(id) && !m_expected.inUse.contains(id))
            return "from nowhere: " + id;
    }
    const QStringList gone = at.gone.keys();
    return seen.contains(at.listed) && seen.contains(m_expected.inUse)
            && seen.contains(QSet<QString>(gone.begin(), gone.end()))
        ? QString()
        : QStringLiteral("something vanished");
}

void ModelRefreshPropertyTest::holdsWhateverComes()
{
    for (int sequence = 0; sequence < kSequences; ++sequence) {
        m_random.seed(static_cast<quint32>(sequence));
        begin();
        for (int i = 0; i < kSteps; ++i) {
            step();
            const QString what = broken();
            QVERIFY2(what.isEmpty(),
                qPrintable(QStringLiteral("sequence %1: %2 after %3").arg(sequence).arg(what, m_done.join(", "))));
        }
    }
}

QTEST_GUILESS_MAIN(ModelRefreshPropertyTest)
#include "model_refresh_property_test.moc"
