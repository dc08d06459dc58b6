// Counts the visitors of a museum.
#include <map>

class VisitorCounter {
public:
    void addVisitor(int room_number) { ++m_visitors[room_number]; }
    int busiestRoom() const;

private:
    std::map<int, int> m_visitors;
};
