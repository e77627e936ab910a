#include <iostream>

int main() {
#if defined(__clang__)
    std::cout << "Hello from C++ by Clang " << __clang_major__ << '\n';
#else
    std::cout << "Hello from C++ by GCC " << __GNUC__ << '\n';
#endif
}
