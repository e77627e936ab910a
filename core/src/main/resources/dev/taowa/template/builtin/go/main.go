// Says hello on port 8080.
package main

import (
	"fmt"
	"log"
	"net/http"
	"runtime"
)

func main() {
	http.HandleFunc("/", func(response http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(response, "Hello from %s\n", runtime.Version())
	})
	log.Println("Hello on http://localhost:8080")
	log.Fatal(http.ListenAndServe(":8080", nil))
}
