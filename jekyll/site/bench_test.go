package site_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/site"
)

// writePosts writes a blog of n posts of 5 KB, with front matter as real blogs have it.
func writePosts(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	posts := filepath.Join(dir, "_posts")
	if err := os.Mkdir(posts, 0o755); err != nil {
		b.Fatal(err)
	}
	body := strings.Repeat("A line of text that is as long as lines in posts are, more or less.\n", 70)
	for i := range n {
		text := fmt.Sprintf(`---
layout: post
title: "Post number %d: a title of common length"
date: 2020-%02d-%02d 10:00:00 +0800
categories: [programming, go]
tags:
  - one
  - two
toc: true
image: /assets/images/picture-%d.png
excerpt: A sentence that says what the post is about, of medium length.
---
%s`, i, i%12+1, i%28+1, i, body)
		name := fmt.Sprintf("2020-%02d-%02d-post-%d.md", i%12+1, i%28+1, i)
		if err := os.WriteFile(filepath.Join(posts, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

func BenchmarkFactsOf10000Posts(b *testing.B) {
	dir := writePosts(b, 10_000)
	src, err := site.OpenDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer src.Close()
	cfg, err := config.Load(src, config.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		s, err := site.Read(context.Background(), src, cfg, site.Options{Now: oddNow})
		if err != nil || len(s.Facts()) != 10_000 {
			b.Fatal(err, len(s.Facts()))
		}
	}
}

// BenchmarkReadingTheFiles is the measure for the one above: the same files read, and nothing made of them.
func BenchmarkReadingTheFiles(b *testing.B) {
	dir := writePosts(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		names, err := fs.ReadDir(os.DirFS(dir), "_posts")
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range names {
			if _, err := os.ReadFile(filepath.Join(dir, "_posts", e.Name())); err != nil {
				b.Fatal(err)
			}
		}
	}
}
