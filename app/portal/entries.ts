// What the portal's pages show, row by row: figures, recalls, cards, entries of products and makers, papers.

export interface Figures {
  readonly products: number;
  readonly makers: number;
  readonly events: number;
  readonly scans: number;
}

export interface RecallRow {
  /** The lot where items of a known lot are recalled, else the recalled thing itself. */
  readonly thing: string;
  readonly since: Date;
  readonly product_name: string | null;
  readonly product_name_en: string | null;
  readonly product_slug: string | null;
  readonly image: string | null;
  readonly maker_name: string | null;
  readonly maker_slug: string | null;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
}

export interface ProductCard {
  readonly thing: string;
  readonly slug: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly category: string;
  readonly image: string | null;
  readonly ocop_stars: number | null;
  readonly maker_name: string;
  readonly maker_slug: string;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
}

export interface CertificateView {
  readonly kind: 'certificate' | 'test' | 'declaration';
  readonly name: string;
  readonly name_en: string | null;
  readonly number: string;
  readonly issuer_name: string;
  readonly vouched_by: 'self' | 'third_party' | 'state';
  readonly result: string | null;
  readonly issued_on: string;
  readonly valid_until: string | null;
  readonly withdrawn: boolean;
}

export interface MakerCard {
  readonly slug: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly role: string;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
  readonly products: number;
}

/** A place where goods are grown, made, kept or sold. */
export interface PlaceHit {
  readonly thing: string;
  readonly kind: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly growing_area_code: string | null;
  readonly maker_name: string;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
}

/** A paper with what it speaks of: a product or a lot of it, else an organisation. */
export interface PaperHit extends CertificateView {
  readonly thing: string;
  readonly product_name: string | null;
  readonly product_name_en: string | null;
  readonly product_slug: string | null;
  readonly maker_name: string | null;
  readonly maker_name_en: string | null;
  readonly maker_slug: string | null;
}

export interface LotHit {
  readonly thing: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly maker_name: string;
}

/** A published product with its maker. */
export interface ProductEntry {
  readonly thing: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly category: string;
  readonly net_content: string | null;
  readonly description: string;
  readonly description_en: string;
  readonly image: string | null;
  readonly ocop_stars: number | null;
  readonly shelf_life_days: number | null;
  readonly standard: string | null;
  readonly maker_slug: string;
  readonly maker_name: string;
  readonly maker_name_en: string | null;
  readonly maker_gln: string | null;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
}

/** An organisation as the public sees it. */
export interface MakerEntry {
  readonly id: number;
  readonly slug: string;
  readonly role: string;
  readonly legal_kind: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly tax_code: string | null;
  readonly gln: string | null;
  readonly address: string;
  readonly phone: string | null;
  readonly website: string | null;
  readonly about: string;
  readonly about_en: string;
  readonly image: string | null;
  readonly approved_at: Date | null;
  readonly unit_name: string | null;
  readonly unit_name_en: string | null;
}
