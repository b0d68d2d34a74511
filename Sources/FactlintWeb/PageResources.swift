import FactlintReports

/// The files of the page: their content and their types.
public enum PageFile: String, CaseIterable, Sendable {
  case page = "/"
  case pageStyle = "/page.css"
  case pageScript = "/page.js"
  case reportStyle = "/report.css"
  case reportScript = "/report.js"
  case description = "/v1/openapi.json"

  /// The content, in UTF-8.
  public var content: [UInt8] {
    switch self {
    case .page: PackageResources.page_html
    case .pageStyle: PackageResources.page_css
    case .pageScript: PackageResources.page_js
    case .reportStyle: Array(HTMLReport.style.utf8)
    case .reportScript: Array(HTMLReport.script.utf8)
    case .description: PackageResources.openapi_json
    }
  }

  /// The media type.
  public var type: String {
    switch self {
    case .page: "text/html; charset=utf-8"
    case .pageStyle, .reportStyle: "text/css; charset=utf-8"
    case .pageScript, .reportScript: "text/javascript; charset=utf-8"
    case .description: "application/json"
    }
  }

  /// What every answer says of how browsers may use it: nothing from elsewhere, in nobody's frame, kept by nobody.
  public static let headers: [(name: String, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
  ]
}
