package site

import "strings"

// sortDocuments sorts as Document#<=> says: by date, then by path. A document without a date of its own is compared by path only, which is no
// order that can be relied on; so that the outcome is Ruby's all the same, this is the merge sort of the C library that Ruby uses.
func sortDocuments(docs []*Document) {
	mergeSort(docs, make([]*Document, len(docs)))
}

func compareDocuments(a, b *Document) int {
	if !a.undated && !b.undated {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
	}
	return strings.Compare(a.Path, b.Path)
}

func mergeSort(docs, spare []*Document) {
	if len(docs) < 2 {
		return
	}
	left, right := docs[:len(docs)/2], docs[len(docs)/2:]
	mergeSort(left, spare)
	mergeSort(right, spare)
	merged := spare[:0]
	for len(left) > 0 && len(right) > 0 {
		if compareDocuments(left[0], right[0]) <= 0 {
			merged, left = append(merged, left[0]), left[1:]
		} else {
			merged, right = append(merged, right[0]), right[1:]
		}
	}
	merged = append(merged, left...)
	copy(docs, merged)
}
