package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

const metropolis = `{"title":"Metropolis","director":"Fritz Lang","year":1927,"genres":["science fiction"]}`

func call(t *testing.T, api http.Handler, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	api.ServeHTTP(answer, httptest.NewRequest(method, path, strings.NewReader(body)))
	return answer
}

func wantStatus(t *testing.T, answer *httptest.ResponseRecorder, want int) {
	t.Helper()
	if answer.Code != want {
		t.Fatalf("status = %d, want %d; body: %s", answer.Code, want, answer.Body)
	}
}

func decode[T any](t *testing.T, answer *httptest.ResponseRecorder) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(answer.Body.Bytes(), &value); err != nil {
		t.Fatalf("body is no JSON: %v: %s", err, answer.Body)
	}
	return value
}

func TestLifeOfAMovie(t *testing.T) {
	api := NewAPI(NewStore())

	created := call(t, api, http.MethodPost, "/movies", metropolis)
	wantStatus(t, created, http.StatusCreated)
	if location := created.Header().Get("Location"); location != "/movies/1" {
		t.Errorf("Location = %q, want /movies/1", location)
	}
	want := Movie{ID: 1, Title: "Metropolis", Director: "Fritz Lang", Year: 1927, Genres: []string{"science fiction"}}
	if got := decode[Movie](t, created); !reflect.DeepEqual(got, want) {
		t.Errorf("created %+v, want %+v", got, want)
	}

	changed := strings.Replace(metropolis, "science fiction", "drama", 1)
	wantStatus(t, call(t, api, http.MethodPut, "/movies/1", changed), http.StatusOK)
	got := decode[Movie](t, call(t, api, http.MethodGet, "/movies/1", ""))
	if !reflect.DeepEqual(got.Genres, []string{"drama"}) {
		t.Errorf("genres after update = %q, want drama", got.Genres)
	}

	wantStatus(t, call(t, api, http.MethodDelete, "/movies/1", ""), http.StatusNoContent)
	wantStatus(t, call(t, api, http.MethodGet, "/movies/1", ""), http.StatusNotFound)
}

func TestListIsSortedAndNeverNull(t *testing.T) {
	api := NewAPI(NewStore())
	if body := call(t, api, http.MethodGet, "/movies", "").Body.String(); body != "[]\n" {
		t.Errorf("empty list = %q, want []", body)
	}
	for range [3]struct{}{} {
		wantStatus(t, call(t, api, http.MethodPost, "/movies", metropolis), http.StatusCreated)
	}
	list := decode[[]Movie](t, call(t, api, http.MethodGet, "/movies", ""))
	for i, movie := range list {
		if movie.ID != int64(i+1) {
			t.Errorf("movie %d has ID %d", i, movie.ID)
		}
	}
	if len(list) != 3 {
		t.Errorf("%d movies, want 3", len(list))
	}
}

func TestIDsAreNotUsedAgain(t *testing.T) {
	api := NewAPI(NewStore())
	call(t, api, http.MethodPost, "/movies", metropolis)
	call(t, api, http.MethodDelete, "/movies/1", "")
	if got := decode[Movie](t, call(t, api, http.MethodPost, "/movies", metropolis)); got.ID != 2 {
		t.Errorf("ID = %d, want 2", got.ID)
	}
}

func TestErrors(t *testing.T) {
	long := strings.Repeat("x", maxBody+1)
	tests := []struct {
		name, method, path, body string
		status                   int
		message                  string
	}{
		{"no such movie", "GET", "/movies/7", "", 404, "no such movie: 7"},
		{"update of no movie", "PUT", "/movies/7", metropolis, 404, "no such movie: 7"},
		{"delete of no movie", "DELETE", "/movies/7", "", 404, "no such movie: 7"},
		{"no number", "GET", "/movies/seven", "", 404, "nothing at /movies/seven"},
		{"no such page", "GET", "/films", "", 404, "nothing at /films"},
		{"no JSON", "POST", "/movies", "Metropolis", 400, "invalid"},
		{"empty body", "POST", "/movies", "", 400, "invalid movie: EOF"},
		{"two values", "POST", "/movies", metropolis + metropolis, 400, "more than one JSON value"},
		{"unknown field", "POST", "/movies", `{"titel":"M"}`, 400, "titel"},
		{"no title", "POST", "/movies", `{"title":" ","director":"d","year":1931}`, 400, "title is empty"},
		{"no director", "POST", "/movies", `{"title":"M","year":1931}`, 400, "director is empty"},
		{"before film", "POST", "/movies", `{"title":"M","director":"d","year":1500}`, 400, "year 1500"},
		{"empty genre", "POST", "/movies", `{"title":"M","director":"d","year":1931,"genres":[""]}`, 400, "genre is empty"},
		{"too much", "POST", "/movies", `{"title":"` + long + `"}`, 413, "too large"},
		{"wrong method", "PATCH", "/movies", "", 405, "PATCH is not allowed"},
		{"wrong method on one", "POST", "/movies/1", "", 405, "POST is not allowed"},
		{"wrong method on health", "DELETE", "/health", "", 405, "DELETE is not allowed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer := call(t, NewAPI(NewStore()), test.method, test.path, test.body)
			wantStatus(t, answer, test.status)
			message := decode[map[string]string](t, answer)["error"]
			if !strings.Contains(message, test.message) {
				t.Errorf("error = %q, want it to contain %q", message, test.message)
			}
		})
	}
}

func TestHealth(t *testing.T) {
	answer := call(t, NewAPI(NewStore()), http.MethodGet, "/health", "")
	wantStatus(t, answer, http.StatusOK)
	if got := decode[map[string]string](t, answer)["status"]; got != "ok" {
		t.Errorf("status = %q, want ok", got)
	}
}
