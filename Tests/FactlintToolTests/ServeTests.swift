#if Web
  import Foundation
  import Synchronization
  import Testing

  @Suite("factlint serve, over HTTP")
  struct ServeTests {
    private static let text =
      "date 2024-03-10 Flood\n\nThe nine people killed were five women and three men, police said.\n"

    @Test("serves its page to this machine alone, with a policy that lets nothing in from elsewhere")
    func page() throws {
      let server = try WebClient()
      let page = try server.send("GET", "/")
      #expect(page.status == 200)
      #expect(page.body.contains("<textarea"))
      #expect(page.head.contains("frame-ancestors 'none'") && page.head.contains("no-store"))
      #expect(try server.send("HEAD", "/page.js").body.isEmpty)
      #expect(try server.send("GET", "/nothing").status == 404)
      #expect(try server.send("GET", "/../../etc/passwd").status == 404)
      #expect(try server.send("GET", "/v1/check").status == 405)
      #expect(try server.send("POST", "/").status == 405)
      #expect(try server.send("GET", "/v1/openapi.json").json["openapi"] as? String == "3.1.0")
      #expect(server.stop() == 0)
    }

    @Test("checks an article as JSON and as a file, and reports in every form")
    func check() throws {
      let server = try WebClient()
      let body = try JSONSerialization.data(withJSONObject: ["text": Self.text])
      let json = try server.send("POST", "/v1/check", headers: ["Content-Type": "application/json"], body: Array(body))
      let articles = try #require(json.json["articles"] as? [[String: Any]])
      let findings = try #require(articles.first?["findings"] as? [[String: Any]])
      #expect(findings.first?["check"] as? String == "count/total")
      for (kind, sign) in [
        ("section", "<article"), ("html", "<!DOCTYPE html>"), ("markdown", "# Flood"), ("text", "error[count/total]"),
        ("json", "\"factlint-report\""),
      ] {
        let report = try server.send(
          "POST", "/v1/report?as=\(kind)&name=flood.txt", headers: ["Content-Type": "application/octet-stream"],
          body: Array(Self.text.utf8))
        #expect(report.status == 200 && report.body.contains(sign), "\(kind)")
      }
      let facts = try server.send("POST", "/v1/extract?name=a.txt", body: Array(Self.text.utf8))
      #expect((facts.json["facts"] as? [Any])?.isEmpty == false)
      #expect(try server.send("POST", "/v1/report?as=pdf", body: [0x61]).code == "unknown-report")
      #expect(
        try server.send("POST", "/v1/check", headers: ["Content-Type": "application/json"], body: [0x7B]).status == 400)
    }

    @Test("answers streams of records line by line, bad ones too")
    func stream() throws {
      let server = try WebClient()
      let record = try JSONSerialization.data(withJSONObject: ["id": "a1", "text": Self.text])
      let lines = Array(record) + Array("\n{\"id\": \"bad\"\n\n".utf8) + Array(record)
      let chunks = stride(from: 0, to: lines.count, by: 50).map { Array(lines[$0..<min($0 + 50, lines.count)]) }
      let answer = try server.send(
        "POST", "/v1/check", headers: ["Content-Type": "application/x-ndjson"], chunks: chunks)
      let objects = answer.body.split(separator: "\n").compactMap {
        try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
      #expect(objects.compactMap { $0["status"] as? String } == ["ok", "error", "ok"])
      #expect(objects.dropFirst().first?["line"] as? Int == 2)
      let tool = try factlint(
        ["check", "--input-format", "jsonl", "--format", "jsonl", "-"], input: String(decoding: lines, as: UTF8.self))
      #expect(tool.output == answer.body, "the same as on the command line")
    }

    @Test("refuses foreign hosts and pages of other sites")
    func foreign() throws {
      let server = try WebClient(arguments: ["--allow-host", "desk.example"])
      func status(_ headers: [String: String]) throws -> Int {
        try server.send("POST", "/v1/check", headers: headers, body: Array("It sank.".utf8)).status
      }
      #expect(try status(["Host": "evil.example"]) == 421)
      #expect(try status(["Host": "evil.example:\(server.port)"]) == 421)
      #expect(try status(["Host": "desk.example"]) == 200)
      #expect(try status(["Origin": "http://evil.example"]) == 403)
      #expect(try status(["Origin": "null"]) == 403)
      #expect(try status(["Sec-Fetch-Site": "cross-site"]) == 403)
      #expect(try status(["Origin": "http://127.0.0.1:\(server.port)", "Sec-Fetch-Site": "same-origin"]) == 200)
      let answer = try server.send("OPTIONS", "/v1/check", headers: ["Origin": "http://evil.example"])
      #expect(answer.status == 403 && !answer.head.lowercased().contains("access-control"))
    }

    @Test("refuses bodies that are too large, by their length and by what comes")
    func large() throws {
      let server = try WebClient()
      #expect(try server.send("POST", "/v1/check", headers: ["Content-Length": "99999999999"]).status != 200)
      let chunk = [UInt8](repeating: 0x61, count: 1 << 20)
      let answer = try server.send("POST", "/v1/check", chunks: Array(repeating: chunk, count: 18))
      #expect(answer.status == 413 || answer.status == 0)
      #expect(try server.send("POST", "/v1/check", body: Array("It sank.".utf8)).status == 200)
    }

    @Test("answers or politely refuses two hundred requests at once, in bounded memory")
    func many() throws {
      let server = try WebClient()
      let statuses = Mutex<[Int]>([])
      let done = DispatchGroup()
      for _ in 0..<200 {
        done.enter()
        Thread.detachNewThread {
          let status = (try? server.send("POST", "/v1/check", body: Array(Self.text.utf8)).status) ?? -1
          statuses.withLock { $0.append(status) }
          done.leave()
        }
      }
      done.wait()
      let all = statuses.withLock { $0 }
      #expect(all.count == 200)
      #expect(Set(all).isSubset(of: [200, 503]), "\(Set(all))")
      #expect(all.contains(200))
      let status = try String(contentsOfFile: "/proc/\(server.processIdentifier)/status", encoding: .utf8)
      let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.flatMap {
        Int($0.filter(\.isNumber))
      }
      #expect((peak ?? 0) < 1 << 20, "less than a GiB, in KiB: \(peak ?? 0)")
    }

    @Test("says in a sentence that its port is taken")
    func taken() throws {
      let server = try WebClient()
      let other = try factlint(["serve", "--port", "\(server.port)"])
      #expect(other.status == 2)
      #expect(other.errors.contains("cannot be served"))
    }
  }
#endif
